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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** Restores of hundreds of small tables, killed (SIGKILL) within their batches: run again, they end as if nothing had been. */
@NeedsTier(Tier.POSTGRES)
class ManyTablesKillIT {

    private static final long SEED = Long.getLong("landfall.kill.seed", System.nanoTime());
    private static final List<String> BATCHED = List.of(
            "creating the database and its tables",
            "loading rows",
            "building indexes and constraints",
            "giving the copy to the target's user");
    private static final int DRAWS = 4 * BATCHED.size();
    private static final List<String> FLAGS =
            List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED");

    @TempDir
    static Path folder;

    private static World world;
    private static FolderStore store;

    @BeforeAll
    static void start() throws IOException, SQLException {
        world = new World(folder);
        store = FolderStore.own(folder.resolve("store"));
        ManyTables.create(world.source, World.DATABASE, ManyTables.PLAIN);
        ManyTables.createOdd(world.source, World.DATABASE);
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @Test
    void killedWithinABatchItEndsEqualWhenRunAgain(TestReporter reporter) throws Exception {
        reporter.publishEntry("seed", Long.toString(SEED));
        var random = new Random(SEED);
        mover("dump").process().waitFor();
        var all = Timeline.of(mover("restore"));
        var batched = new Timeline(all.phases().stream()
                .filter(phase -> BATCHED.contains(phase.name()))
                .toList());
        assertThat(batched.phases()).hasSize(BATCHED.size());

        var killed = 0;
        for (var i = 0; i < DRAWS && killed < BATCHED.size(); i++) {
            World.run(world.target, "postgres", "DROP DATABASE app WITH (FORCE)");
            World.run(world.target, "postgres", "CREATE DATABASE app");
            // Each phase in turn, or chance may leave one out.
            var moment = new Timeline(List.of(batched.phases().get(killed))).draw(random);
            killed += moment.kill(mover("restore")) ? 1 : 0;
            world.restore(store, "many");

            reporter.publishEntry(moment.toString());
            var comparison = world.compare(store, "many");
            assertThat(comparison.differences()).as("seed %d, %s", SEED, moment).isEmpty();
            assertThat(comparison.notes()).isEmpty();
        }
        assertThat(killed).isEqualTo(BATCHED.size());
    }

    private static MoverProcess mover(String command) throws IOException {
        var password = Files.writeString(folder.resolve("password"), World.PASSWORD + "\n");
        var isDump = command.equals("dump");
        return MoverProcess.start(
                FLAGS,
                folder,
                Map.of(),
                command,
                "--store",
                folder.resolve("store").toUri().toString(),
                "--run",
                "many",
                "--database",
                World.DATABASE,
                "--password-from",
                "file:" + password,
                isDump ? "--source" : "--target",
                (isDump ? world.source : world.target).url(World.DATABASE));
    }
}
