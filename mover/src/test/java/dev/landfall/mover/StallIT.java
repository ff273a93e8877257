package dev.landfall.mover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.model.RunLayout;
import dev.landfall.model.transfer.Compression;
import dev.landfall.model.transfer.ConstraintCheck;
import dev.landfall.model.transfer.Manifest;
import dev.landfall.model.transfer.MoveMethod;
import dev.landfall.model.transfer.Progress;
import dev.landfall.mover.dump.Dump;
import dev.landfall.mover.dump.DumpRequest;
import dev.landfall.mover.progress.ProgressListener;
import dev.landfall.mover.progress.StopSignal;
import dev.landfall.mover.restore.Restore;
import dev.landfall.mover.restore.RestoreRequest;
import dev.landfall.mover.store.FolderStore;
import dev.landfall.mover.store.ObjectStore;
import dev.landfall.testing.NeedsTier;
import dev.landfall.testing.Tier;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What does not come on, and what takes too long: a failure with a reason, never a silent stall. */
@NeedsTier(Tier.POSTGRES)
class StallIT {

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
                "CREATE TABLE numbers AS SELECT g AS id, repeat(md5(g::text), 10) AS word"
                        + " FROM generate_series(1, 40000) g; ANALYZE");
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @Test
    void rowsThatALockOnTheTargetKeepsOutAreAFailureThatNamesTheHolder() throws Exception {
        world.dump(store, "locked");
        var locking = new Locking(store, world);

        assertThatThrownBy(() -> restore(locking, "locked").run(progress -> {}))
                .hasMessageStartingWith("NO_PROGRESS [")
                .hasMessageContaining("public.numbers")
                .hasMessageContaining("held by landfall locker");
        locking.release();
        assertUnfinished("locked");
    }

    @Test
    void serverProcessThatStandsStillIsAFailure() throws Exception {
        var stopped = new AtomicReference<String>("");
        var signalling = new SignallingStore(store, world, stopped);
        try {
            assertThatThrownBy(() -> new Dump(
                                    request("frozen", new DumpRequest.Limits(Duration.ofHours(1), SHORT)),
                                    signalling,
                                    World.PROGRAMS,
                                    new StopSignal())
                            .run(progress -> {}))
                    .hasMessageStartingWith("NO_PROGRESS [")
                    .hasMessageContaining("public.numbers");
            assertThat(stopped.get()).isNotEmpty();
        } finally {
            signal("CONT", stopped.get());
        }
        assertThat(store.get(layout("frozen").manifest())).isEmpty();
    }

    @Test
    void snapshotIsNotHeldForLongerThanAllowed() {
        var slow = new SlowStore(store);

        assertThatThrownBy(() -> new Dump(
                                request("long", new DumpRequest.Limits(SHORT, Duration.ofMinutes(5))),
                                slow,
                                World.PROGRAMS,
                                new StopSignal())
                        .run(progress -> {}))
                .hasMessageStartingWith("SNAPSHOT_HELD_TOO_LONG [");
        assertThat(store.get(layout("long").manifest())).isEmpty();
    }

    @Test
    void whatADumpCostsItsSourceIsReported() throws Exception {
        World.run(world.source, World.DATABASE, "CREATE TABLE IF NOT EXISTS busy (a int)");
        var last = new AtomicReference<Optional<Progress>>(Optional.empty());
        ProgressListener listener = progress -> last.set(Optional.of(progress));

        new Dump(request("load", DumpRequest.Limits.USUAL), store, World.PROGRAMS, new StopSignal()).run(listener);

        assertThat(last.get().orElseThrow().source()).isPresent();
        var manifest = store.readJson(layout("load").manifest(), Manifest.class).orElseThrow();
        assertThat(manifest.source().notes())
                .singleElement()
                .asString()
                .contains("held its snapshot for", "oldest transaction", "dead rows");
    }

    private static DumpRequest request(String run, DumpRequest.Limits limits) {
        return new DumpRequest(
                run,
                World.DATABASE,
                world.sourceServer(),
                1,
                1 << 16,
                Compression.ZSTD,
                Optional.empty(),
                MoveMethod.COPY,
                limits);
    }

    private static Restore restore(ObjectStore from, String run) {
        return new Restore(
                new RestoreRequest(
                        run,
                        World.DATABASE,
                        world.targetServer(),
                        1,
                        Duration.ofMinutes(1),
                        SHORT,
                        ConstraintCheck.NOW,
                        World.REPLACING),
                from,
                World.PROGRAMS,
                new StopSignal());
    }

    private static void assertUnfinished(String run) throws SQLException {
        assertThat(world.copyOf(run)).startsWith("app_landfall_");
    }

    private static RunLayout.DatabaseLayout layout(String run) {
        return new RunLayout(run).database(World.DATABASE);
    }

    private static void signal(String name, String pid) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + name, pid).start().waitFor())
                .isZero();
    }

    /** Locks the table on the target when the first segment is fetched. */
    private static final class Locking extends StoreObserver {
        private final World world;
        private Optional<java.sql.Connection> holder = Optional.empty();

        Locking(ObjectStore store, World world) {
            super(store);
            this.world = world;
        }

        @Override
        void segmentRead() {
            if (holder.isPresent()) {
                return;
            }
            try {
                var session = world.target.connect(world.copyOf("locked"));
                session.setClientInfo("ApplicationName", "landfall locker");
                session.setAutoCommit(false);
                session.createStatement().execute("LOCK TABLE numbers IN ACCESS EXCLUSIVE MODE");
                holder = Optional.of(session);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        void release() throws SQLException {
            holder.orElseThrow().close();
        }
    }

    /** Stops the server process that sends rows when the second segment is written. */
    private static final class SignallingStore extends StoreObserver {
        private final World world;
        private final AtomicReference<String> stopped;

        SignallingStore(ObjectStore store, World world, AtomicReference<String> stopped) {
            super(store);
            this.world = world;
            this.stopped = stopped;
        }

        @Override
        void segmentWritten(String key) {
            if (!key.contains("/0000000002.")) {
                return;
            }
            try {
                var pid = World.ask(
                        world.source,
                        "SELECT pid FROM pg_stat_activity WHERE application_name = 'landfall test'"
                                + " AND state = 'active' AND query LIKE 'COPY%'");
                signal("STOP", pid);
                stopped.set(pid);
            } catch (SQLException | IOException e) {
                throw new IllegalStateException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Takes its time with every segment. */
    private static final class SlowStore extends StoreObserver {
        SlowStore(ObjectStore store) {
            super(store);
        }

        @Override
        void segmentWritten(String key) {
            try {
                Thread.sleep(500);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
