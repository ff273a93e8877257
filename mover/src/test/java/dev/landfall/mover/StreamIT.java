package dev.landfall.mover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.embedded.PostgresServer;
import dev.landfall.model.transfer.Progress;
import dev.landfall.mover.postgres.Server;
import dev.landfall.mover.postgres.Side;
import dev.landfall.mover.progress.ProgressListener;
import dev.landfall.mover.progress.StopSignal;
import dev.landfall.mover.restore.RestoreRequest;
import dev.landfall.mover.store.FolderStore;
import dev.landfall.testing.NeedsTier;
import dev.landfall.testing.Tier;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** Rows that pass from server to server: sessions that end, answers that are lost, and servers that do not come on. */
@NeedsTier(Tier.POSTGRES)
class StreamIT {

    private static final int MOMENTS = 4;

    /** Steps of progress that the rows of one table surely take. */
    private static final int STEPS = 10;

    private static final String ROWS = "100000";
    private static final long SEED = Long.getLong("landfall.kill.seed", System.nanoTime());
    private static final Duration SHORT = Duration.ofSeconds(2);

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
                "CREATE TABLE numbers AS SELECT g AS id, repeat(md5(g::text), 5) AS word FROM generate_series(1, "
                        + ROWS + ") g; CREATE UNIQUE INDEX ON numbers (id);"
                        + " CREATE TABLE others AS SELECT * FROM numbers; CREATE TABLE nothing (id int); ANALYZE");
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @Test
    void nothingOfTheRowsIsStored() {
        var observer = new StoreObserver(store) {
            @Override
            void segmentWritten(String key) {
                throw new AssertionError("stored: " + key);
            }
        };

        var moved = world.stream(observer, "stored", progress -> {});

        assertThat(moved.rows()).isEqualTo(2 * Long.parseLong(ROWS));
        assertEqual("stored");
    }

    @Test
    void targetSessionEndedInACopyIsReplacedAndItsRowsAreReadAgain(TestReporter reporter) throws Exception {
        reporter.publishEntry("seed", Long.toString(SEED));
        var random = new Random(SEED);
        for (var i = 0; i < MOMENTS; i++) {
            var run = "target-" + i;
            var ending = new Ending(world.target, 1 + random.nextInt(STEPS));

            var moved = world.stream(store, run, ending);

            assertThat(ending.ended).as("seed %d, moment %d", SEED, i).isPositive();
            assertThat(moved.rows()).isEqualTo(2 * Long.parseLong(ROWS));
            assertThat(ending.bytes.get())
                    .as("progress takes back what was lost")
                    .isEqualTo(moved.bytes());
            assertEqual(run);
        }
    }

    @Test
    void sourceSessionEndedInACopyLeavesOnlyWholeTransactions(TestReporter reporter) throws Exception {
        reporter.publishEntry("seed", Long.toString(SEED));
        var random = new Random(SEED + 1);
        for (var i = 0; i < MOMENTS; i++) {
            var run = "source-" + i;

            assertThatThrownBy(() -> world.stream(store, run, new Ending(world.source, 1 + random.nextInt(STEPS))))
                    .as("seed %d, moment %d", SEED, i)
                    .hasMessageStartingWith("SOURCE_LOST [");
            assertOnlyWhatTheLedgerHas(run);
        }
        assertThat(World.ask(world.source, "SELECT count(*) FROM numbers")).isEqualTo(ROWS);
        world.stream(store, "source-again", progress -> {});
        assertEqual("source-again");
    }

    /** The transaction is committed, and the mover does not hear of it. */
    @Test
    void lostAnswerToACommitIsAskedOfTheLedger() throws Exception {
        var committing = new AtomicBoolean();
        var lost = new AtomicInteger();
        try (var proxy = new PassingProxy(world.target, (toServer, bytes, length) -> {
            if (toServer) {
                committing.compareAndSet(false, says(bytes, length, "landfall_copy.segment VALUES"));
                return true;
            }
            return !(committing.get() && says(bytes, length, "COMMIT") && lost.getAndIncrement() == 0);
        })) {
            var moved = stream("commit", proxy.server(Side.TARGET), progress -> {});

            assertThat(lost.get()).isPositive();
            assertThat(moved).isEqualTo(2 * Long.parseLong(ROWS));
        }
        assertEqual("commit");
    }

    /** The servers' protocol has no checksum; the comparison has the source's. */
    @Test
    void byteThatChangedOnTheWayIsFoundByTheComparison() throws Exception {
        var changed = new AtomicBoolean();
        try (var proxy = new PassingProxy(world.target, (toServer, bytes, length) -> {
            var middle = length / 2;
            if (toServer
                    && length > 40_000
                    && bytes[middle] >= 'a'
                    && bytes[middle] < 'f'
                    && changed.compareAndSet(false, true)) {
                bytes[middle]++;
            }
            return true;
        })) {
            stream("changed", proxy.server(Side.TARGET), progress -> {});
        }

        assertThat(changed).isTrue();
        assertThat(world.compare(store, "changed").differences()).isNotEmpty();
    }

    @Test
    void bytesLostFromTheSourceAreAFailure() throws Exception {
        var passed = new AtomicInteger();
        try (var proxy = new PassingProxy(
                world.source, (toServer, bytes, length) -> toServer || passed.addAndGet(length) < 5_000_000)) {
            var request = world.dumpRequest("cut");
            var through = new dev.landfall.mover.dump.DumpRequest(
                    request.run(),
                    request.database(),
                    proxy.server(Side.SOURCE),
                    request.jobs(),
                    request.segmentBytes(),
                    request.compression(),
                    request.clientMajor(),
                    request.method(),
                    request.limits());
            assertThatThrownBy(() -> world.stream(
                            store,
                            through,
                            world.targetServer(),
                            new StopSignal(),
                            RestoreRequest.USUAL_STALL_LIMIT,
                            progress -> {}))
                    .hasMessageStartingWith("SOURCE_LOST [");
        }
        assertOnlyWhatTheLedgerHas("cut");
    }

    /** Its commits did not wait for the disk, so nobody knows which of them are still there. */
    @Test
    void targetThatCrashedIsNotGoneOnWith() throws Exception {
        var killed = new AtomicBoolean();
        ProgressListener killing = new ProgressListener() {
            @Override
            public void progressed(Progress progress) {}

            @Override
            public void tableMoved(String table, long rows, long bytes, Duration took) {
                if (killed.compareAndSet(false, true)) {
                    signal("KILL", copying(world.target));
                }
            }
        };

        assertThatThrownBy(() -> world.stream(store, "crashed", killing)).hasMessageStartingWith("TARGET_LOST [");

        awaitRecovery();
        world.stream(store, "crashed-again", progress -> {});
        assertEqual("crashed-again");
    }

    /** Until then the server refuses who connects, which is not what is looked at here. */
    private static void awaitRecovery() throws InterruptedException, SQLException {
        var deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (true) {
            try {
                World.run(world.target, "postgres", "SELECT 1");
                return;
            } catch (SQLException e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
                Thread.sleep(50);
            }
        }
    }

    @Test
    void lockOnTheTargetIsAFailureThatNamesTheHolder() throws Exception {
        var holder = new AtomicReference<Optional<Connection>>(Optional.empty());
        try {
            assertThatThrownBy(() -> stall("locked", progress -> {
                        if (progress.phase().equals("loading rows")
                                && holder.get().isEmpty()) {
                            holder.set(Optional.of(lock()));
                        }
                    }))
                    .hasMessageStartingWith("NO_PROGRESS [")
                    .hasMessageContaining("on the target")
                    .hasMessageContaining("held by landfall locker");
        } finally {
            holder.get().orElseThrow().close();
        }
        assertOnlyWhatTheLedgerHas("locked");
    }

    @Test
    void sourceProcessThatStandsStillIsAFailure() throws Exception {
        var stopped = new AtomicReference<List<String>>(List.of());
        ProgressListener stopping = new ProgressListener() {
            @Override
            public void progressed(Progress progress) {}

            @Override
            public void tableMoved(String table, long rows, long bytes, Duration took) {
                if (stopped.get().isEmpty() && stopped.compareAndSet(List.of(), copying(world.source))) {
                    signal("STOP", stopped.get());
                }
            }
        };
        try {
            assertThatThrownBy(() -> stall("frozen", stopping))
                    .hasMessageStartingWith("NO_PROGRESS [")
                    .hasMessageContaining("on the source");
        } finally {
            signal("CONT", stopped.get());
        }
        assertOnlyWhatTheLedgerHas("frozen");
    }

    private static long stream(String run, Server to, ProgressListener listener) {
        return world.stream(
                        store, world.dumpRequest(run), to, new StopSignal(), RestoreRequest.USUAL_STALL_LIMIT, listener)
                .rows();
    }

    private static void stall(String run, ProgressListener listener) {
        world.stream(store, world.dumpRequest(run), world.targetServer(), new StopSignal(), SHORT, listener);
    }

    private static Connection lock() {
        try {
            var session = world.target.connect(world.copyOf("locked"));
            session.setClientInfo("ApplicationName", "landfall locker");
            session.setAutoCommit(false);
            session.createStatement().execute("LOCK TABLE numbers IN ACCESS EXCLUSIVE MODE");
            return session;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> copying(PostgresServer server) {
        try {
            return List.of(World.ask(
                            server,
                            "SELECT coalesce(string_agg(pid::text, ','), '') FROM pg_stat_activity WHERE datname LIKE 'app%'"
                                    + " AND application_name = 'landfall test' AND query LIKE 'COPY%'"
                                    + " AND state = 'active' AND pid <> pg_backend_pid()")
                    .split(","));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void signal(String name, List<String> pids) {
        for (var pid : pids) {
            try {
                new ProcessBuilder("kill", "-" + name, pid).start().waitFor();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static boolean says(byte[] bytes, int length, String text) {
        return new String(bytes, 0, length, StandardCharsets.ISO_8859_1).contains(text);
    }

    private static void assertEqual(String run) {
        var comparison = world.compare(store, run);
        assertThat(comparison.differences()).isEmpty();
        assertThat(comparison.notes()).isEmpty();
    }

    private static void assertOnlyWhatTheLedgerHas(String run) throws SQLException {
        assertThat(world.askCopyOf(run, "SELECT (SELECT count(*) FROM numbers) + (SELECT count(*) FROM others)"))
                .isEqualTo(world.askCopyOf(run, "SELECT coalesce(sum(rows), 0) FROM landfall_copy.segment"));
    }

    /** Ends a server's sessions that copy, at a step of the rows' progress; adds up what it is told. */
    private static final class Ending implements ProgressListener {

        private final PostgresServer server;
        private final int at;
        private final AtomicInteger steps = new AtomicInteger();
        private final java.util.concurrent.atomic.AtomicLong bytes = new java.util.concurrent.atomic.AtomicLong();
        private volatile int ended;

        Ending(PostgresServer server, int at) {
            this.server = server;
            this.at = at;
        }

        @Override
        public void progressed(Progress progress) {}

        @Override
        public void tableMoved(String table, long rows, long moved, Duration took) {
            bytes.addAndGet(moved);
            if (steps.incrementAndGet() != at) {
                return;
            }
            try {
                ended = Integer.parseInt(World.ask(
                        server,
                        "WITH ended AS MATERIALIZED (SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                                + " WHERE datname LIKE 'app%' AND application_name = 'landfall test'"
                                + " AND query LIKE 'COPY%' AND pid <> pg_backend_pid()) SELECT count(*) FROM ended"));
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
