package dev.landfall.mover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.model.transfer.CompareLevel;
import dev.landfall.model.transfer.ConstraintCheck;
import dev.landfall.mover.compare.LiveCompare;
import dev.landfall.mover.progress.StopSignal;
import dev.landfall.mover.store.FolderStore;
import dev.landfall.testing.NeedsTier;
import dev.landfall.testing.Tier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** Movers killed with SIGKILL at twenty random moments of a dump and twenty of a restore. */
@NeedsTier(Tier.POSTGRES)
class KillIT {

    private static final int KILLS = 20;

    /** The same moments again: {@code -Dlandfall.kill.seed=…}. */
    private static final long SEED = Long.getLong("landfall.kill.seed", System.nanoTime());

    @TempDir
    static Path folder;

    private static World world;
    private static FolderStore store;

    @BeforeAll
    static void start() throws IOException, SQLException {
        world = new World(folder);
        store = new FolderStore(folder.resolve("store"));
        World.run(world.source, World.DATABASE, """
                CREATE TABLE owner (id int PRIMARY KEY, name text UNIQUE);
                INSERT INTO owner SELECT g, 'owner ' || g FROM generate_series(1, 2000) g;
                CREATE TABLE document (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, owner int NOT NULL REFERENCES owner,
                                       body text, words tsvector GENERATED ALWAYS AS (to_tsvector('simple', left(body, 40))) STORED);
                INSERT INTO document (owner, body) SELECT 1 + g % 2000, string_agg(md5((g * 7 + i)::text), ' ')
                  FROM generate_series(1, 3000) g, generate_series(1, 40) i GROUP BY g;
                CREATE INDEX ON document (owner); CREATE INDEX ON document USING gin (words);
                CREATE TABLE log (at timestamptz, document bigint REFERENCES document) PARTITION BY RANGE (at);
                CREATE TABLE log_1 PARTITION OF log FOR VALUES FROM ('2026-01-01') TO ('2026-07-01');
                CREATE TABLE log_2 PARTITION OF log FOR VALUES FROM ('2026-07-01') TO ('2027-01-01');
                INSERT INTO log SELECT '2026-01-02'::timestamptz + g * interval '1 hour', 1 + g % 3000 FROM generate_series(1, 8000) g;
                CREATE INDEX ON log (at);
                CREATE MATERIALIZED VIEW counts AS SELECT owner, count(*) FROM document GROUP BY owner;
                CREATE UNIQUE INDEX ON counts (owner);
                CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
                CREATE TRIGGER touched BEFORE UPDATE ON document FOR EACH ROW EXECUTE FUNCTION touch();
                SELECT lo_from_bytea(4711, convert_to(repeat('large', 100000), 'UTF8'));""");
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @Test
    void dumpKilledAtAnyMomentIsRunAgainAndEndsEqual(TestReporter reporter) throws Exception {
        reporter.publishEntry("seed", Long.toString(SEED));
        var random = new Random(SEED);
        var wholeMilliseconds = ranWhole(dump("whole-dump"));
        for (var kill = 0; kill < KILLS; kill++) {
            var run = "dump-" + kill;
            var moment = moment(random, wholeMilliseconds);

            kill(dump(run), moment);
            world.dump(store, run);
            world.restore(store, run);

            assertEqual(kill, moment);
        }
    }

    @Test
    void restoreKilledAtAnyMomentIsRunAgainAndEndsEqual(TestReporter reporter) throws Exception {
        reporter.publishEntry("seed", Long.toString(SEED));
        var random = new Random(SEED + 1);
        world.dump(store, "whole-restore");
        var wholeMilliseconds = ranWhole(restore("whole-restore"));
        for (var kill = 0; kill < KILLS; kill++) {
            var run = "restore-" + kill;
            var moment = moment(random, wholeMilliseconds);
            world.dump(store, run);

            kill(restore(run), moment);
            world.restore(store, run);

            assertEqual(kill, moment);
        }
    }

    /** Not while the JVM only starts, where nothing can go wrong. */
    private static long moment(Random random, long wholeMilliseconds) {
        return Math.round(wholeMilliseconds * (0.3 + 0.75 * random.nextDouble()));
    }

    private static long ranWhole(MoverProcess process) throws Exception {
        var started = System.nanoTime();
        assertThat(process.exit()).as(process.stderr()).isZero();
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started);
    }

    private static void kill(MoverProcess process, long afterMilliseconds) throws InterruptedException {
        if (!process.process().waitFor(afterMilliseconds, TimeUnit.MILLISECONDS)) {
            process.process().destroyForcibly().waitFor();
        }
    }

    private static void assertEqual(int kill, long moment) {
        var comparison = new LiveCompare(
                        world.sourceServer(),
                        world.targetServer(),
                        CompareLevel.CONTENT,
                        2,
                        ConstraintCheck.NOW,
                        World.PROGRAMS,
                        new StopSignal())
                .run(progress -> {});
        assertThat(comparison.differences())
                .as("seed %d, kill %d after %d ms: %s", SEED, kill, moment, comparison.schema())
                .isEmpty();
        assertThat(comparison.matches()).isTrue();
    }

    private static MoverProcess dump(String run) throws IOException {
        return mover("dump", run, "--source", world.source.url(World.DATABASE));
    }

    private static MoverProcess restore(String run) throws IOException {
        return mover("restore", run, "--target", world.target.url(World.DATABASE));
    }

    private static MoverProcess mover(String verb, String run, String side, String url) throws IOException {
        var password = Files.writeString(folder.resolve("password"), World.PASSWORD + "\n");
        return MoverProcess.start(
                folder,
                Map.of(),
                verb,
                "--store",
                folder.resolve("store").toUri().toString(),
                "--run",
                run,
                "--database",
                World.DATABASE,
                "--password-from",
                "file:" + password,
                side,
                url);
    }
}
