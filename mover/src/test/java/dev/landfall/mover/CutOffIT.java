package dev.landfall.mover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.model.RunLayout;
import dev.landfall.mover.dump.Dump;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions that are ended in the middle of a COPY, and a disk that is full: no segment is ever there in part. */
@NeedsTier(Tier.POSTGRES)
class CutOffIT {

    private static final int MOMENTS = 5;
    private static final int SEGMENTS = 100;

    /** So many that the server is not done before the last of those segments, whatever the sockets between hold. */
    private static final String ROWS = "100000";

    private static final Map<String, String> SMALL_SOCKET = Map.of("receiveBufferSize", "65536");
    private static final long SEED = Long.getLong("landfall.kill.seed", System.nanoTime());

    @TempDir
    static Path folder;

    private static World world;
    private static FolderStore store;

    @BeforeAll
    static void start() throws IOException, SQLException {
        world = new World(folder);
        store = new FolderStore(folder.resolve("store"));
        World.run(
                world.source,
                World.DATABASE,
                "CREATE TABLE numbers AS SELECT g AS id, repeat(md5(g::text), 5) AS word" + " FROM generate_series(1, "
                        + ROWS + ") g; CREATE UNIQUE INDEX ON numbers (id); ANALYZE");
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @Test
    void sourceSessionEndedInACopyLeavesNoRowOfAnUnfinishedSegment(TestReporter reporter) throws Exception {
        reporter.publishEntry("seed", Long.toString(SEED));
        var random = new Random(SEED);
        for (var i = 0; i < MOMENTS; i++) {
            var run = "source-" + i;
            var loading = new CountDownLatch(1);
            var ending = new Ending(store, world.source, 1 + random.nextInt(SEGMENTS), Ending.Of.WRITES, loading);
            var restore = CompletableFuture.runAsync(
                    () -> world.restore(store, run, progress -> {
                        if (progress.phase().equals("loading rows")) {
                            loading.countDown();
                        }
                    }),
                    Thread::startVirtualThread);

            assertThatThrownBy(() -> new Dump(
                                    world.dumpRequest(run, SMALL_SOCKET), ending, World.PROGRAMS, new StopSignal())
                            .run(progress -> {}))
                    .as("seed %d, moment %d", SEED, i)
                    .hasMessageStartingWith("SOURCE_LOST [");
            assertThatThrownBy(() -> restore.get(60, TimeUnit.SECONDS)).hasMessageContaining("DUMP_FAILED");

            assertThat(store.get(new RunLayout(run).database(World.DATABASE).manifest()))
                    .isEmpty();
            assertOnlyWholeSegments(run);
        }
        assertThat(World.ask(world.source, "SELECT count(*) FROM numbers")).isEqualTo(ROWS);
    }

    @Test
    void targetSessionEndedInACopyLosesNothingThatIsNotLoadedAgain(TestReporter reporter) throws Exception {
        reporter.publishEntry("seed", Long.toString(SEED));
        var random = new Random(SEED + 1);
        for (var i = 0; i < MOMENTS; i++) {
            var run = "target-" + i;
            world.dump(store, run);
            var ending = new Ending(
                    store, world.target, 1 + random.nextInt(SEGMENTS), Ending.Of.READS, new CountDownLatch(0));

            assertThatThrownBy(() -> world.restore(ending, run))
                    .as("seed %d, moment %d", SEED, i)
                    .hasMessageStartingWith("TARGET_LOST [");
            assertOnlyWholeSegments(run);

            world.restore(store, run);
            assertThat(world.compare(store, run).differences()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"full", "full-streamed"})
    void diskThatIsFullIsSaidAndTheTargetStaysMarked(String run) throws Exception {
        var disk = Files.createDirectory(folder.resolve("small-disk-" + run));
        var owner = Files.getAttribute(world.target.dataFolder(), "unix:uid");
        Assumptions.assumeTrue(
                ran("mount", "-t", "tmpfs", "-o", "size=4m,mode=0700,uid=" + owner, "tmpfs", disk.toString()),
                "this user may not mount a small disk");
        try {
            World.run(world.target, "postgres", "CREATE TABLESPACE small LOCATION '" + disk + "'");
            World.run(world.target, "postgres", "ALTER SYSTEM SET default_tablespace = 'small'");
            World.run(world.target, "postgres", "SELECT pg_reload_conf()");
            ThrowingCallable moving = () -> world.stream(store, run, progress -> {});
            if (run.equals("full")) {
                world.dump(store, run);
                moving = () -> world.restore(store, run);
            }

            assertThatThrownBy(moving).hasMessageStartingWith("TARGET_FULL [").hasMessageContaining("disk is full");

            assertOnlyWholeSegments(run);
            assertThat(World.ask(world.source, "SELECT count(*) FROM numbers")).isEqualTo(ROWS);
        } finally {
            World.run(world.target, "postgres", "ALTER SYSTEM RESET default_tablespace");
            World.run(world.target, "postgres", "SELECT pg_reload_conf()");
            World.run(world.target, "postgres", "DROP DATABASE \"" + world.copyOf(run) + "\" WITH (FORCE)");
            World.run(world.target, "postgres", "DROP TABLESPACE IF EXISTS small");
            assertThat(ran("umount", disk.toString())).isTrue();
        }
    }

    /** The rows that are there are those of the segments that the ledger has, which are committed with them. */
    private static void assertOnlyWholeSegments(String run) throws SQLException {
        assertThat(world.askCopyOf(run, "SELECT count(*) FROM numbers"))
                .isEqualTo(world.askCopyOf(run, "SELECT coalesce(sum(rows), 0) FROM landfall_copy.segment"));
    }

    private static boolean ran(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }

    /**
     * Ends a server's sessions that copy, when the n-th segment passes and the other side is there to suffer from it: a
     * restore that learns of its dump's end before it began leaves the target as it was.
     */
    private static final class Ending extends StoreObserver {

        private enum Of {
            READS,
            WRITES
        }

        private final dev.landfall.embedded.PostgresServer server;
        private final int at;
        private final Of of;
        private final CountDownLatch otherSide;
        private final AtomicInteger passed = new AtomicInteger();

        Ending(
                FolderStore store,
                dev.landfall.embedded.PostgresServer server,
                int at,
                Of of,
                CountDownLatch otherSide) {
            super(store);
            this.server = server;
            this.at = at;
            this.of = of;
            this.otherSide = otherSide;
        }

        @Override
        void segmentRead() {
            if (of == Of.READS) {
                pass();
            }
        }

        @Override
        void segmentWritten(String key) {
            if (of == Of.WRITES) {
                pass();
            }
        }

        private void pass() {
            if (passed.incrementAndGet() != at) {
                return;
            }
            try {
                if (!otherSide.await(60, TimeUnit.SECONDS)) {
                    throw new IllegalStateException("the other side does not begin");
                }
                var copying = World.ask(
                        server,
                        "WITH ended AS MATERIALIZED (SELECT state = 'active' AND query LIKE 'COPY%' AS copying,"
                                + " pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname LIKE 'app%'"
                                + " AND application_name = 'landfall test' AND pid <> pg_backend_pid())"
                                + " SELECT count(*) FROM ended WHERE copying");
                if (of == Of.WRITES && copying.equals("0")) {
                    throw new IllegalStateException("no COPY was under way any more");
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
