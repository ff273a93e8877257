package dev.landfall.mover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.model.failure.LandfallException;
import dev.landfall.testing.NeedsTier;
import dev.landfall.testing.Tier;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Random histories of a database that is written while passes run, some of which are killed: at the end both sides are equal,
 * by the comparison that a move ends with. {@code -Dlandfall.histories=200} for many, {@code -Dlandfall.histories.seed} for
 * one again.
 */
@NeedsTier(Tier.VERSIONS)
class HistoriesIT {

    private static final int HISTORIES = Integer.getInteger("landfall.histories", 2);
    private static final long SEED = Long.getLong("landfall.histories.seed", System.nanoTime());
    private static final int STEPS = 150;
    private static final int LONGEST_BEFORE_KILL_MILLISECONDS = 2500;

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0} to {1}")
    @CsvSource({"15, 15", "12, 15", "15, 18"})
    void bothSidesAreEqualAfterTheLastPass(int from, int to, TestReporter reporter) throws Exception {
        try (var world = new World(folder, VersionsIT.archive(from), VersionsIT.archive(to), VersionsIT.programs(to))) {
            var warm = new WarmWorld(world, VersionsIT.programs(to));
            var left = 0;
            for (var i = 0; i < HISTORIES; i++) {
                reporter.publishEntry("seed", Long.toString(SEED + i));
                left += history(world, warm, SEED + i);
            }
            assertThat(left).as("passes that could not be finished").isLessThan(HISTORIES * 4);
        }
    }

    private int history(World world, WarmWorld warm, long seed) throws Exception {
        var random = new Random(seed);
        var failed = 0;
        warm.both("DROP SCHEMA IF EXISTS landfall_copy CASCADE; DROP SCHEMA public CASCADE; CREATE SCHEMA public;"
                + " SELECT lo_unlink(oid) FROM pg_largeobject_metadata");
        warm.both(History.TABLES);
        try (var history = new History(world, random)) {
            // The first of them may be open at the mark, and write before and after it.
            steps(history, 5);
            var baseline = warm.begin();
            assertThat(baseline.mark().timeline()).isPresent();
            for (var done = 0; done < STEPS; done += 25) {
                steps(history, 25);
                failed += pass(world, warm, history, random);
            }
            history.end();
            // CLUSTER leaves a sign of itself in the definition.
            warm.write("ALTER TABLE k_int SET WITHOUT CLUSTER");
        }
        var caught = warm.catchUp();
        assertThat(caught.passes().getLast().foundNothing()).isTrue();
        warm.assertEqual("history of seed " + seed);
        return failed;
    }

    private static void steps(History history, int count) throws Exception {
        for (var i = 0; i < count; i++) {
            history.step();
        }
    }

    /** While the history goes on; 1 where somebody held a table for too long, or it was killed. */
    private int pass(World world, WarmWorld warm, History history, Random random) throws Exception {
        if (random.nextInt(6) == 0) {
            var killed = WarmProgram.start(world, folder);
            var until = System.nanoTime() + 1_000_000L * random.nextInt(LONGEST_BEFORE_KILL_MILLISECONDS);
            while (System.nanoTime() < until) {
                history.step();
            }
            killed.process().destroyForcibly().waitFor();
            return 0;
        }
        var pass = new FutureTask<>(warm::apply);
        Thread.ofPlatform().start(pass);
        while (!pass.isDone()) {
            history.step();
            Thread.sleep(5);
        }
        try {
            pass.get();
            return 0;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof LandfallException known
                    && known.problem().code().equals("NO_PROGRESS")) {
                return 1;
            }
            throw e;
        }
    }
}
