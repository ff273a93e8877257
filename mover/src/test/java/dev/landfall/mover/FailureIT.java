package dev.landfall.mover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.model.Json;
import dev.landfall.model.RunLayout;
import dev.landfall.model.failure.LandfallException;
import dev.landfall.model.transfer.Compression;
import dev.landfall.model.transfer.Manifest;
import dev.landfall.mover.dump.Dump;
import dev.landfall.mover.dump.DumpRequest;
import dev.landfall.mover.postgres.DatabaseUrl;
import dev.landfall.mover.postgres.Server;
import dev.landfall.mover.postgres.Side;
import dev.landfall.mover.progress.StopSignal;
import dev.landfall.mover.store.FolderStore;
import dev.landfall.mover.store.ObjectStore;
import dev.landfall.testing.NeedsTier;
import dev.landfall.testing.Tier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong is said in one sentence, and nothing half-done is taken for finished. */
@NeedsTier(Tier.POSTGRES)
class FailureIT {

    @TempDir
    static Path folder;

    private static World world;
    private static FolderStore store;
    private static String sourceHeld;

    @BeforeAll
    static void start() throws IOException, SQLException {
        world = new World(folder);
        store = new FolderStore(folder.resolve("store"));
        World.run(
                world.source,
                World.DATABASE,
                "CREATE TABLE numbers AS SELECT g AS id, md5(g::text) AS word FROM generate_series(1, 60000) g");
        sourceHeld = World.ask(world.source, "SELECT count(*) || md5(string_agg(word, '' ORDER BY id)) FROM numbers");
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @Test
    void wrongPasswordIsNotRepeated() {
        var url = DatabaseUrl.parse(world.source.url(World.DATABASE));
        var server = new Server(Side.SOURCE, url, "wr0ng", "landfall test");

        fails(() -> dump(server, "password"), "PASSWORD_WRONG").hasMessageNotContaining("wr0ng");
        assertThat(server.toString()).doesNotContain("wr0ng");
    }

    @Test
    void serverThatDoesNotAnswerIsNamed() {
        var url = DatabaseUrl.parse("postgresql://u@127.0.0.1:9/app");

        fails(() -> dump(new Server(Side.SOURCE, url, "p", "landfall test"), "nobody"), "SOURCE_UNREACHABLE")
                .hasMessageContaining("127.0.0.1:9/app");
        assertThat(store.get(layout("nobody").dumpFailure())).isPresent();
    }

    @Test
    void sourceThatStopsInMidDumpIsSaidAndNothingIsTakenForFinished() throws Exception {
        try (var own = new World(Files.createDirectory(folder.resolve("stopping")))) {
            World.run(
                    own.source,
                    World.DATABASE,
                    "CREATE TABLE numbers AS SELECT g AS id, repeat(md5(g::text), 20) AS word"
                            + " FROM generate_series(1, 60000) g");
            var stopping = new StoppingStore(store, own);

            fails(
                            () -> new Dump(own.dumpRequest("stopped"), stopping, World.PROGRAMS, new StopSignal())
                                    .run(progress -> {}),
                            "SOURCE_LOST")
                    .hasMessageContaining("The source server");
            assertThat(store.get(layout("stopped").manifest())).isEmpty();
            assertThat(store.get(layout("stopped").dataIndex())).isEmpty();
            fails(() -> world.restore(store, "stopped", Duration.ofSeconds(60)), "DUMP_FAILED")
                    .hasMessageContaining("SOURCE_LOST");
        }
    }

    /** Stops the source's server when the third segment is written. */
    private record StoppingStore(ObjectStore store, World world) implements ObjectStore {
        @Override
        public void put(String key, byte[] content, dev.landfall.mover.store.Sha256 digest) {
            store.put(key, content, digest);
            if (key.contains("/0000000003.")) {
                world.source.stop();
            }
        }

        @Override
        public Optional<byte[]> get(String key) {
            return store.get(key);
        }

        @Override
        public java.util.List<String> list(String prefix, String after) {
            return store.list(prefix, after);
        }

        @Override
        public void delete(String key) {
            store.delete(key);
        }

        @Override
        public void close() {}
    }

    @Test
    void targetThatSomebodyUsesIsLeftAlone() throws SQLException {
        world.dump(store, "used");
        try (var session = world.target.connect(World.DATABASE)) {
            session.setClientInfo("ApplicationName", "retool main");

            fails(() -> world.restore(store, "used"), "TARGET_IN_USE").hasMessageContaining("retool main");
            assertThat(session.isValid(5)).isTrue();
        }
    }

    /** As a killed restore's does while the server still works on its last statement. */
    @Test
    void sessionThatStillReplacesTheTargetIsEndedFirst() throws Exception {
        world.dump(store, "turn");
        try (var killed = world.target.connect("postgres");
                var statement = killed.createStatement()) {
            killed.setClientInfo("ApplicationName", World.APPLICATION);
            statement.execute("SELECT pg_advisory_lock(hashtextextended('landfall replaces app', 0))");
            statement.execute("DROP DATABASE app WITH (FORCE)");
            var creating = CompletableFuture.runAsync(() -> {
                try {
                    statement.execute("SELECT pg_sleep(600)");
                } catch (SQLException e) {
                    throw new java.util.concurrent.CompletionException(e);
                }
            });

            world.restore(store, "turn");

            assertThat(creating)
                    .failsWithin(Duration.ofSeconds(10))
                    .withThrowableThat()
                    .withMessageContaining("terminating connection");
            assertThat(world.compare(store, "turn").differences()).isEmpty();
        }
    }

    @Test
    void damagedSegmentIsNotLoaded() throws Exception {
        world.dump(store, "damaged");
        var key = store.list(layout("damaged").data(), "").getFirst();
        var content = store.get(key).orElseThrow();
        content[content.length / 2] ^= 1;
        store.put(key, content);

        fails(() -> world.restore(store, "damaged"), "SEGMENT_DAMAGED").hasMessageContaining(key);
        assertUnfinished("damaged");
    }

    /** As a native library that cannot be loaded: a worker that ended without a word would leave its rows out of the dump. */
    @Test
    void workerThatBreaksDownEndsTheDump() {
        var broken = new StoreObserver(store) {
            @Override
            void segmentWritten(String key) {
                throw new UnsatisfiedLinkError("no such library");
            }
        };

        fails(
                        () -> new Dump(world.dumpRequest("broken"), broken, World.PROGRAMS, new StopSignal())
                                .run(progress -> {}),
                        "WORKER_FAILED")
                .hasMessageContaining("no such library");
        assertThat(store.get(layout("broken").dataIndex())).isEmpty();
        assertThat(store.get(layout("broken").manifest())).isEmpty();
    }

    @Test
    void missingSegmentIsNamed() throws Exception {
        world.dump(store, "missing");
        var key = store.list(layout("missing").data(), "").getLast();
        store.delete(key);

        fails(() -> world.restore(store, "missing"), "SEGMENT_MISSING").hasMessageContaining(key);
        assertUnfinished("missing");
    }

    @Test
    void enumsHashIsNoPartitionOnAnotherServer() throws SQLException {
        World.run(
                world.source,
                World.DATABASE,
                "CREATE TYPE mood AS ENUM ('sad', 'ok'); CREATE TABLE \"by Mood\" (m mood) PARTITION BY HASH (m)");
        try {
            fails(() -> world.dump(store, "hashed"), "HASHED_BY_ENUM").hasMessageContaining("public.\"by Mood\"");
            assertThat(store.get(layout("hashed").plan())).isEmpty();
        } finally {
            World.run(world.source, World.DATABASE, "DROP TABLE \"by Mood\"; DROP TYPE mood");
        }
    }

    @Test
    void restoreWhoseDumpBeganAnewIsSaidAndCanBeRunAgain() throws Exception {
        world.dump(store, "replaced");
        store.delete(layout("replaced").manifest());
        store.delete(layout("replaced").dataIndex());
        var loading = new CountDownLatch(1);
        var restore = CompletableFuture.runAsync(
                () -> world.restore(store, "replaced", progress -> {
                    if (progress.phase().equals("loading rows")) {
                        loading.countDown();
                    }
                }),
                Thread::startVirtualThread);
        assertThat(loading.await(60, TimeUnit.SECONDS)).isTrue();

        world.dump(store, "replaced");

        assertThatThrownBy(() -> restore.get(60, TimeUnit.SECONDS)).hasMessageContaining("DUMP_REPLACED [RETRY]");
        assertUnfinished("replaced");
        world.restore(store, "replaced");
        assertThat(world.compare(store, "replaced").differences()).isEmpty();
    }

    @Test
    void dumpOfAnotherRunIsRefusedAndTheTargetStaysAsItWas() throws IOException {
        world.dump(store, "one");
        world.restore(store, "one");
        for (var name : new String[] {"plan.json", "data.json", "manifest.json"}) {
            store.put(
                    layout("other").prefix() + name,
                    store.get(layout("one").prefix() + name).orElseThrow());
        }

        fails(() -> world.restore(store, "other"), "MANIFEST_OF_ANOTHER_RUN").hasMessageContaining("run one");
        fails(() -> world.compare(store, "other"), "MANIFEST_OF_ANOTHER_RUN");
        assertMarked("landfall: finished copy of run one");
    }

    @Test
    void dumpThatNeverBeginsIsNotWaitedForForever() {
        fails(() -> world.restore(store, "never", Duration.ofSeconds(1)), "NO_PROGRESS");
    }

    @Test
    void comparisonNeedsAFinishedDump() {
        fails(() -> world.compare(store, "nothing"), "MANIFEST_MISSING");
    }

    @Test
    void stoppedCommandEndsWithItsReason() throws Exception {
        var stop = new StopSignal();
        var running = CompletableFuture.supplyAsync(
                () -> new dev.landfall.mover.restore.Restore(
                                new dev.landfall.mover.restore.RestoreRequest(
                                        "stopped-waiting",
                                        World.DATABASE,
                                        world.targetServer(),
                                        2,
                                        Duration.ofMinutes(5),
                                        Duration.ofMinutes(5),
                                        dev.landfall.model.transfer.ConstraintCheck.NOW,
                                        World.REPLACING),
                                store,
                                World.PROGRAMS,
                                stop)
                        .run(progress -> {}),
                Thread::startVirtualThread);

        stop.stop(dev.landfall.model.failure.Problem.retry("TERMINATED", "It was told to end.", "Start again.")
                .asException());

        assertThatThrownBy(() -> running.get(20, TimeUnit.SECONDS)).hasMessageContaining("TERMINATED");
    }

    @Test
    void dataOfAKilledDumpIsNotMixedIntoTheNext() throws Exception {
        world.dump(store, "again");
        var first = Json.MAPPER.readValue(store.get(layout("again").manifest()).orElseThrow(), Manifest.class);
        store.delete(layout("again").manifest());
        store.delete(layout("again").dataIndex());

        world.dump(store, "again");
        world.restore(store, "again");

        var second = Json.MAPPER.readValue(store.get(layout("again").manifest()).orElseThrow(), Manifest.class);
        assertThat(second.attempt()).isNotEqualTo(first.attempt());
        assertThat(world.compare(store, "again").differences()).isEmpty();
    }

    private static void assertUnfinished(String run) throws SQLException {
        assertThat(world.copyOf(run)).startsWith("app_landfall_");
    }

    /** And the source is as it was. */
    private static void assertMarked(String words) throws IOException {
        try (var session = world.target.connect("postgres");
                var rows = session.createStatement()
                        .executeQuery("SELECT shobj_description(oid, 'pg_database') FROM pg_database"
                                + " WHERE datname = 'app'")) {
            rows.next();
            assertThat(rows.getString(1)).contains(words);
            assertThat(World.ask(world.source, "SELECT count(*) || md5(string_agg(word, '' ORDER BY id)) FROM numbers"))
                    .isEqualTo(sourceHeld);
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    private static RunLayout.DatabaseLayout layout(String run) {
        return new RunLayout(run).database(World.DATABASE);
    }

    private static Object dump(Server source, String run) {
        return new Dump(
                        new DumpRequest(
                                run,
                                World.DATABASE,
                                source,
                                2,
                                1 << 16,
                                Compression.ZSTD,
                                Optional.empty(),
                                dev.landfall.model.transfer.MoveMethod.COPY,
                                DumpRequest.Limits.USUAL),
                        store,
                        World.PROGRAMS,
                        new StopSignal())
                .run(progress -> {});
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> fails(ThrowingCallable call, String code) {
        return assertThatThrownBy(call).isInstanceOf(LandfallException.class).hasMessageStartingWith(code + " [");
    }
}
