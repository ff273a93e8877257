package dev.landfall.mover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.mover.store.FolderStore;
import dev.landfall.testing.NeedsTier;
import dev.landfall.testing.Tier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * Movers that are killed (SIGKILL) at random moments, in dump and in restore: run again, they end as if nothing had been.
 * The moments are spread over all phases that a first run, left alone, went through.
 */
@NeedsTier(Tier.POSTGRES)
class KillIT {

    /** Drawn anew in each build, so that many builds see them all; {@code -Dlandfall.kill.moments=20} for more at once. */
    private static final int MOMENTS = Integer.getInteger("landfall.kill.moments", 8);

    private static final int STREAMED_MOMENTS = Math.max(3, MOMENTS / 3);

    /** A process may be done before its moment comes; that moment is drawn again. */
    private static final int DRAWS = 3 * MOMENTS;

    private static final long SEED = Long.getLong("landfall.kill.seed", System.nanoTime());

    /** They are started often, and each does little. */
    static final List<String> FLAGS =
            List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED");

    /** Something for each phase to do, and some fifteen segments of 1 MiB. */
    private static final String DATABASE = """
            CREATE TABLE owner (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text UNIQUE);
            INSERT INTO owner (name) SELECT 'name ' || g FROM generate_series(1, 500) g;
            CREATE TABLE thing (id serial PRIMARY KEY, owner int REFERENCES owner, body bytea,
                                twice int GENERATED ALWAYS AS (owner * 2) STORED);
            ALTER TABLE thing ALTER body SET STORAGE EXTERNAL;
            INSERT INTO thing (owner, body) SELECT 1 + g % 500, decode(repeat(md5(g::text), 250), 'hex')
              FROM generate_series(1, 3000) g;
            CREATE TABLE numbers AS SELECT g AS id, md5(g::text) AS word FROM generate_series(1, 40000) g;
            CREATE INDEX ON numbers (id); CREATE INDEX ON numbers (word); CREATE INDEX ON thing (owner);
            CREATE MATERIALIZED VIEW counts AS SELECT owner, count(*) FROM thing GROUP BY owner;
            CREATE POLICY everyone ON owner USING (true);
            SELECT lo_from_bytea(4711, decode(repeat('0102', 200000), 'hex'));
            CREATE FUNCTION seen() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
            CREATE EVENT TRIGGER seen ON ddl_command_end EXECUTE FUNCTION seen();
            ANALYZE""";

    @TempDir
    static Path folder;

    private static World world;
    private static FolderStore store;

    @BeforeAll
    static void start() throws IOException, SQLException {
        world = new World(folder);
        store = FolderStore.own(folder.resolve("store"));
        World.run(world.source, World.DATABASE, DATABASE);
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @Test
    void killedAtAnyMomentItEndsEqualWhenRunAgain(TestReporter reporter) throws Exception {
        reporter.publishEntry("seed", Long.toString(SEED));
        var random = new Random(SEED);
        var dump = Timeline.of(mover("dump", "alone"));
        var restore = Timeline.of(mover("restore", "alone"));
        assertThat(world.compare(store, "alone").differences()).isEmpty();

        var killedDumps = 0;
        var killedRestores = 0;
        for (var i = 0; i < DRAWS && Math.min(killedDumps, killedRestores) < MOMENTS; i++) {
            var run = "killed-" + i;
            var where = "";
            if (killedDumps < MOMENTS) {
                var moment = dump.draw(random);
                killedDumps += moment.kill(mover("dump", run)) ? 1 : 0;
                where += "dump: " + moment;
            }
            world.dump(store, run);
            if (killedRestores < MOMENTS) {
                var moment = restore.draw(random);
                killedRestores += moment.kill(mover("restore", run)) ? 1 : 0;
                where += " restore: " + moment;
            }
            world.restore(store, run);

            reporter.publishEntry(run, where);
            var comparison = world.compare(store, run);
            assertThat(comparison.differences())
                    .as("seed %d, %s, %s", SEED, run, where)
                    .isEmpty();
            assertThat(comparison.notes()).isEmpty();
        }
        assertThat(killedDumps).isEqualTo(MOMENTS);
        assertThat(killedRestores).isEqualTo(MOMENTS);
    }

    /** Its snapshot is gone with it, so it begins anew; what it left is its own to replace. */
    @Test
    void killedBetweenServersItEndsEqualWhenRunAgain(TestReporter reporter) throws Exception {
        reporter.publishEntry("seed", Long.toString(SEED));
        var random = new Random(SEED + 1);
        var stream = Timeline.of(StreamProgram.start(world, folder, "streamed-alone"));

        var killed = 0;
        for (var i = 0; i < DRAWS && killed < STREAMED_MOMENTS; i++) {
            var run = "streamed-" + i;
            var moment = stream.draw(random);
            killed += moment.kill(StreamProgram.start(world, folder, run)) ? 1 : 0;

            var own = new FolderStore(folder.resolve(run + "-again"));
            world.stream(own, run + "-again", progress -> {});

            reporter.publishEntry(run, moment.toString());
            assertThat(world.compare(own, run + "-again").differences())
                    .as("seed %d, %s, %s", SEED, run, moment)
                    .isEmpty();
        }
        assertThat(killed).isEqualTo(STREAMED_MOMENTS);
    }

    private static MoverProcess mover(String command, String run) throws IOException {
        var password = Files.writeString(folder.resolve("password"), World.PASSWORD + "\n");
        var own = command.equals("dump")
                ? Stream.of("--source", world.source.url(World.DATABASE), "--segment-mib", "1")
                : Stream.of("--target", world.target.url(World.DATABASE), "--replace");
        var common = Stream.of(
                command,
                "--store",
                folder.resolve("store").toUri().toString(),
                "--run",
                run,
                "--database",
                World.DATABASE,
                "--password-from",
                "file:" + password);
        return MoverProcess.start(
                FLAGS, folder, Map.of(), Stream.concat(common, own).toArray(String[]::new));
    }
}
