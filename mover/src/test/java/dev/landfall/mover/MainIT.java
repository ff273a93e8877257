package dev.landfall.mover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.embedded.S3Server;
import dev.landfall.model.Json;
import dev.landfall.model.RunLayout;
import dev.landfall.model.transfer.Progress;
import dev.landfall.mover.store.FolderStore;
import dev.landfall.mover.store.ObjectStore;
import dev.landfall.mover.store.S3Store;
import dev.landfall.mover.store.TestS3;
import dev.landfall.mover.task.FakeStepFunctions;
import dev.landfall.testing.NeedsTier;
import dev.landfall.testing.Tier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as others start it: arguments, exit codes, standard output, task token, signals. */
@NeedsTier(Tier.POSTGRES)
class MainIT {

    private static final String TOKEN = "token-of-the-state";

    @TempDir
    static Path folder;

    private static World world;
    private static FolderStore store;

    @BeforeAll
    static void start() throws IOException, SQLException {
        world = new World(folder);
        store = FolderStore.own(folder.resolve("store"));
        World.run(
                world.source,
                World.DATABASE,
                "CREATE TABLE numbers AS SELECT g AS id, md5(g::text) AS word FROM generate_series(1, 60000) g");
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @Test
    void databaseTravelsThroughS3AndTheStateIsAnswered() throws Exception {
        try (var s3 = S3Server.start(folder.resolve("s3"), 0);
                var states = new FakeStepFunctions()) {
            var environment = Map.of(
                    "AWS_ENDPOINT_URL_S3",
                    s3.endpoint().toString(),
                    "AWS_ENDPOINT_URL_SFN",
                    states.endpoint(),
                    "LANDFALL_TASK_TOKEN",
                    TOKEN,
                    "LANDFALL_HEARTBEAT_SECONDS",
                    "1");
            var url = "s3://" + S3Server.BUCKET + "/some/prefix";
            var restore = mover(
                    environment,
                    "restore",
                    url,
                    "s3",
                    "--replace-changed",
                    "--target",
                    world.target.url(World.DATABASE));
            var dump = mover(environment, "dump", url, "s3", "--source", world.source.url(World.DATABASE));

            assertThat(dump.exit()).as(dump.stderr()).isZero();
            assertThat(restore.exit()).as(restore.stderr()).isZero();
            var result = Json.MAPPER.readTree(dump.stdout());
            assertThat(dump.stdout().lines()).hasSize(1);
            assertThat(result.get("rows").asLong()).isEqualTo(60_000);
            assertThat(states.calls("SendTaskHeartbeat")).isNotEmpty();
            assertThat(states.calls("SendTaskSuccess"))
                    .hasSize(2)
                    .allMatch(call -> call.body().get("taskToken").asText().equals(TOKEN));
            try (ObjectStore bucket = new S3Store(TestS3.client(s3.endpoint()), S3Server.BUCKET, "some/prefix/")) {
                assertThat(bucket.readJson(layout("s3").progress("dump"), Progress.class)
                                .orElseThrow()
                                .phase())
                        .isEqualTo(Progress.FINISHED);
            }

            var target = world.target.url(World.DATABASE);
            var same = mover(environment, "compare", url, "s3", "--target", target, "--level", "content");
            assertThat(same.exit()).as(same.stderr()).isZero();
            assertThat(Json.MAPPER.readTree(same.stdout()).get("matches").asBoolean())
                    .isTrue();

            World.run(world.target, World.DATABASE, "UPDATE numbers SET word = 'x' WHERE id = 7");
            var other = mover(environment, "compare", url, "s3", "--target", target, "--level", "content");
            assertThat(other.exit()).isEqualTo(1);
            assertThat(other.stdout()).isEmpty();
            var failure = states.calls("SendTaskFailure").getFirst().body();
            assertThat(failure.get("error").asText()).isEqualTo("COPY_DIFFERS");
            assertThat(failure.get("cause").asText())
                    .contains("public.numbers: same count (60000 rows), other content");
            assertThat(mover(environment, "compare", url, "s3", "--target", target, "--level", "rows")
                            .exit())
                    .isZero();
        }
    }

    @Test
    void restoreThatWasKilledGoesOnWhereItWas() throws Exception {
        world.dump(store, "killed");
        var withheld = withholdTheEnd("killed");
        var first = mover(
                Map.of(),
                "restore",
                storeUrl(),
                "killed",
                "--replace-changed",
                "--target",
                world.target.url(World.DATABASE));
        awaitRows("killed", first);
        var before = world.askCopyOf("killed", "SELECT oid FROM pg_database WHERE datname = current_database()");

        first.process().destroyForcibly();
        first.process().waitFor();
        withheld.run();
        var second = mover(
                Map.of(),
                "restore",
                storeUrl(),
                "killed",
                "--replace-changed",
                "--target",
                world.target.url(World.DATABASE));

        assertThat(second.exit()).as(second.stderr()).isZero();
        assertThat(oid()).isEqualTo(before);
        assertThat(world.compare(store, "killed").differences()).isEmpty();
    }

    @Test
    void toldToEndItSaysWhy() throws Exception {
        world.dump(store, "terminated");
        withholdTheEnd("terminated");
        try (var states = new FakeStepFunctions()) {
            var restore = mover(
                    Map.of("AWS_ENDPOINT_URL_SFN", states.endpoint(), "LANDFALL_TASK_TOKEN", TOKEN),
                    "restore",
                    storeUrl(),
                    "terminated",
                    "--replace-changed",
                    "--target",
                    world.target.url(World.DATABASE));
            awaitRows("terminated", restore);

            restore.process().destroy();

            assertThat(restore.exit()).isNotZero();
            assertThat(states.calls("SendTaskFailure")
                            .getFirst()
                            .body()
                            .get("error")
                            .asText())
                    .isEqualTo("TERMINATED");
        }
    }

    @Test
    void stopsWhenNobodyWaitsAnyMore() throws Exception {
        world.dump(store, "abandoned");
        withholdTheEnd("abandoned");
        try (var states = new FakeStepFunctions()) {
            var restore = mover(
                    Map.of(
                            "AWS_ENDPOINT_URL_SFN",
                            states.endpoint(),
                            "LANDFALL_TASK_TOKEN",
                            TOKEN,
                            "LANDFALL_HEARTBEAT_SECONDS",
                            "1"),
                    "restore",
                    storeUrl(),
                    "abandoned",
                    "--replace-changed",
                    "--target",
                    world.target.url(World.DATABASE));
            awaitRows("abandoned", restore);

            states.forgetTasks();

            assertThat(restore.exit()).isEqualTo(1);
            assertThat(restore.stderr()).contains("TASK_ABANDONED");
        }
    }

    @Test
    void commandLineThatIsNotUnderstoodEndsWithTwo() throws Exception {
        var unknown = MoverProcess.start(folder, Map.of(), "dump", "--no-such-option");
        var none = MoverProcess.start(folder, Map.of());

        assertThat(unknown.exit()).isEqualTo(2);
        assertThat(unknown.stdout()).isEmpty();
        assertThat(none.exit()).isEqualTo(2);
    }

    @Test
    void failureIsOneSentenceWithoutThePassword() throws Exception {
        var dump = mover(Map.of(), "dump", storeUrl(), "failed", "--source", "postgresql://u@127.0.0.1:9/app");

        assertThat(dump.exit()).isEqualTo(1);
        assertThat(dump.stdout()).isEmpty();
        assertThat(dump.stderr())
                .contains("SOURCE_UNREACHABLE")
                .doesNotContain("\tat ")
                .doesNotContain(World.PASSWORD);
    }

    /** Takes the last segment and the index away; what it returns puts them back. */
    private static Runnable withholdTheEnd(String run) {
        var last = store.list(layout(run).data(), "").getLast();
        var segment = store.get(last).orElseThrow();
        var index = store.get(layout(run).dataIndex()).orElseThrow();
        store.delete(last);
        store.delete(layout(run).dataIndex());
        return () -> {
            store.put(last, segment);
            store.put(layout(run).dataIndex(), index);
        };
    }

    private static void awaitRows(String run, MoverProcess process) throws IOException {
        var deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (store.readJson(layout(run).progress("restore"), Progress.class)
                .filter(progress -> progress.rowsDone() > 0)
                .isEmpty()) {
            assertThat(System.nanoTime()).as(process.stderr()).isLessThan(deadline);
            assertThat(process.process().isAlive()).as(process.stderr()).isTrue();
            Thread.onSpinWait();
        }
    }

    private static String oid() throws SQLException {
        return World.ask(world.target, "SELECT oid FROM pg_database WHERE datname = 'app'");
    }

    private static String storeUrl() {
        return folder.resolve("store").toUri().toString();
    }

    private static RunLayout.DatabaseLayout layout(String run) {
        return new RunLayout(run).database(World.DATABASE);
    }

    private static MoverProcess mover(
            Map<String, String> environment, String command, String store, String run, String... more)
            throws IOException {
        var password = Files.writeString(folder.resolve("password"), World.PASSWORD + "\n");
        var arguments = new String[more.length + 9];
        var fixed = new String[] {
            command, "--store", store, "--run", run, "--database", World.DATABASE, "--password-from", "file:" + password
        };
        System.arraycopy(fixed, 0, arguments, 0, fixed.length);
        System.arraycopy(more, 0, arguments, fixed.length, more.length);
        return MoverProcess.start(folder, environment, arguments);
    }
}
