package dev.landfall.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.local.engine.ExecutionStatus;
import dev.landfall.local.world.side.Names;
import dev.landfall.model.configuration.ConfigurationText;
import dev.landfall.model.failure.OperatorException;
import dev.landfall.testing.NeedsTier;
import dev.landfall.testing.Tier;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** One world whose two sides share a database, through rehearsals, failures, a cutover and back; in this order. */
@NeedsTier(Tier.WORLD)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SharedDatabaseE2E {

    private static final Path ROOT = Path.of(System.getProperty("landfall.root"));
    private static final String BACKENDS = "SELECT count(*) FROM pg_stat_activity WHERE application_name = '"
            + Names.RELEASE + "' AND datname = current_database()";

    /** Everything that users of a live source do not write. */
    private static final String STILL = "SELECT (SELECT string_agg(name, ',' ORDER BY name) FROM \"SequelizeMeta\")"
            + " || (SELECT count(*) FROM page_saves WHERE \"gitSha\" IS DISTINCT FROM 'live')"
            + " || (SELECT count(*) FROM pg_class) || (SELECT string_agg(datname, ',' ORDER BY datname) FROM pg_database)";

    @TempDir
    static Path folder;

    private static TestWorld test;

    @BeforeAll
    static void open() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        test = TestWorld.open(folder.resolve("world"), configuration());
    }

    private static Path configuration() throws IOException {
        var tree = ConfigurationText.checked(Files.readAllBytes(ROOT.resolve("landfall.json")));
        tree.withObject("/database").put("strategy", "shared");
        return Files.writeString(folder.resolve("shared.json"), tree.toPrettyString());
    }

    @AfterAll
    static void close() {
        if (test != null) {
            test.close();
        }
    }

    @Test
    @Order(1)
    void aRehearsalReachesTheLiveDatabaseAndWakesAndWritesNothing() throws SQLException {
        var before = asked(STILL);

        var rehearsal = test.finish(test.startRehearsal());

        assertThat(rehearsal.cause()).isEmpty();
        assertThat(rehearsal.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(asked(STILL)).isEqualTo(before);
        assertThat(test.world().sourceCluster().mutations()).isEmpty();
        assertThat(running()).doesNotContainKey(Names.RELEASE);
        var report = test.report(rehearsal);
        assertThat(report.path("strategy").asText()).isEqualTo("shared");
        assertThat(report.path("states").findValuesAsText("name"))
                .contains("MoveDatabases", "ReachDatabase", "Validate", "RehearseDns")
                .doesNotContain("DumpDatabase", "RestoreDatabase", "CompareDatabase", "QuiesceTarget", "WakeTarget");
        assertThat(report.path("databases")).isEmpty();
        assertThat(report.path("sharedDatabases").findValuesAsText("name"))
                .containsExactlyInAnyOrder("app", "retooldb");
        assertThat(report.path("notChecked").findValuesAsText("what")).contains("health", "rollouts");
        assertThat(report.path("notChecked").findValuesAsText("what")).doesNotContain("space", "parity");
    }

    @Test
    @Order(2)
    void aPasswordThatTheClusterHasWrongFailsWithTheJobsOwnReason() {
        var right = test.world()
                .gateways()
                .target()
                .secret("db-credentials", "password")
                .orElseThrow();
        var changed = test.whenEntered("ReachDatabase", execution -> secret("db-credentials", "password", "wrong"));
        try {
            var rehearsal = test.finish(test.startRehearsal());

            assertThat(changed).isCompleted();
            assertThat(rehearsal.status()).isEqualTo(ExecutionStatus.FAILED);
            assertThat(rehearsal.cause().orElse("")).contains("PASSWORD_WRONG");
            assertThat(test.world().sourceCluster().mutations()).isEmpty();
        } finally {
            secret("db-credentials", "password", right.reveal());
        }
    }

    @Test
    @Order(3)
    void anotherDatabaseAnotherKeyAnotherVersionAndPodsAtWorkAreNamedInOneRun() {
        var right = test.world()
                .gateways()
                .target()
                .secret("encryption-key", "encryption-key")
                .orElseThrow();
        try (var cluster = test.cluster()) {
            var before = cluster.apps().deployments().withName(Names.RELEASE).get();
            try {
                secret("encryption-key", "encryption-key", right.reveal() + "\n");
                cluster.apps()
                        .deployments()
                        .withName(Names.RELEASE)
                        .edit(TestWorld.changed(
                                "tryretool/backend:3.148.6-stable", Map.of("POSTGRES_DB", "retooldb"), 1));

                var rehearsal = test.finish(test.startRehearsal());

                assertThat(rehearsal.status()).isEqualTo(ExecutionStatus.FAILED);
                var preflight = test.report(rehearsal).path("preflight");
                assertThat(preflight
                                .valueStream()
                                .filter(check -> check.path("result").asText().equals("BLOCKER"))
                                .map(check -> check.path("name").asText()))
                        .containsExactlyInAnyOrder(
                                "retool-version", "critical-settings", "target-database", "target-not-live");
                assertThat(test.world().sourceCluster().mutations()).isEmpty();
            } finally {
                secret("encryption-key", "encryption-key", right.reveal());
                cluster.apps().deployments().withName(Names.RELEASE).edit(now -> {
                    now.setSpec(before.getSpec());
                    return now;
                });
            }
        }
        test.await("the target stands still", () -> !running().containsKey(Names.RELEASE));
    }

    @Test
    @Order(4)
    void aCutoverThatFailsAfterTheTargetWokeStopsItBeforeTheSourceComesBack() throws SQLException {
        rehearse();
        var right = test.world()
                .gateways()
                .target()
                .secret("jwt-secret", "jwt-secret")
                .orElseThrow();
        var changed = test.whenEntered("Validate", execution -> {
            assertThat(Integer.parseInt(asked(BACKENDS)))
                    .as("the target is awake")
                    .isPositive();
            secret("jwt-secret", "jwt-secret", "another");
        });
        var stopped = test.whenEntered(
                "ReturnToSource",
                execution -> assertThat(running())
                        .as("no two Retools work in one database")
                        .doesNotContainKey(Names.RELEASE));
        try {
            var cutover = test.finish(test.startCutover(), "approve");

            assertThat(changed).isCompleted();
            assertThat(stopped).isCompleted();
            assertThat(cutover.status()).isEqualTo(ExecutionStatus.FAILED);
            assertThat(cutover.cause().orElse("")).contains("PROBES_FAILED", "jwt-secret");
            assertThat(test.report(cutover).path("states").findValuesAsText("name"))
                    .containsSubsequence("WakeTarget", "Validate", "StopTarget", "ReturnToSource");
            assertThat(test.world().sourceCluster().services())
                    .allSatisfy(service -> assertThat(service.desiredCount()).isPositive());
            assertThat(NameQuestion.cname(test.world().nameServer(), "retool.example.com"))
                    .startsWith("retool-alb-");
        } finally {
            secret("jwt-secret", "jwt-secret", right.reveal());
        }
    }

    @Test
    @Order(5)
    void aCutoverGoesLiveInTheSameDatabaseAndARollbackGivesNothingUp() throws SQLException {
        rehearse();

        var cutover = test.finish(test.startCutover(), "approve");

        assertThat(cutover.cause()).isEmpty();
        assertThat(cutover.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(NameQuestion.cname(test.world().nameServer(), "retool.example.com"))
                .startsWith("k8s-");
        assertThat(running()).containsKeys(Names.RELEASE, Names.RELEASE + "-jobs-runner");
        assertThat(test.world().sourceCluster().services())
                .allSatisfy(service -> assertThat(service.desiredCount()).isZero());
        test.awaitLiveWrites();
        var live = Long.parseLong(asked("SELECT count(*) FROM page_saves WHERE \"gitSha\" = 'live'"));

        var rollback = test.finish(test.startRollback(), "approve");

        assertThat(rollback.cause()).isEmpty();
        assertThat(rollback.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(running()).doesNotContainKey(Names.RELEASE);
        assertThat(NameQuestion.cname(test.world().nameServer(), "retool.example.com"))
                .startsWith("retool-alb-");
        var report = test.report(rollback).path("rollback");
        assertThat(report.path("sharedDatabase").asBoolean()).isTrue();
        assertThat(report.path("rowsGivenUp").asLong()).isZero();
        assertThat(Long.parseLong(asked("SELECT count(*) FROM page_saves WHERE \"gitSha\" = 'live'")))
                .as("what was written on the target is there for the source")
                .isGreaterThanOrEqualTo(live);
    }

    @Test
    @Order(6)
    void noSecretIsInAnythingThatTheRunsWrote() throws IOException {
        var secrets = new SecretSearch(folder.resolve("world"));

        assertThat(secrets.marks()).hasSizeGreaterThan(4);
        assertThat(secrets.leaks()).isEmpty();
    }

    @Test
    @Order(7)
    void theWorldIsNotOpenedForAnotherStrategy() throws IOException {
        test.close();
        test = null;

        assertThatThrownBy(() -> TestWorld.open(folder.resolve("world")))
                .isInstanceOf(OperatorException.class)
                .hasMessageContaining("WORLD_OF_ANOTHER_STRATEGY");
    }

    private static void rehearse() {
        assertThat(test.finish(test.startRehearsal()).status()).isEqualTo(ExecutionStatus.SUCCEEDED);
    }

    private static Map<String, Integer> running() {
        return test.world().gateways().target().deployments().stream()
                .filter(deployment -> deployment.pods() > 0)
                .collect(Collectors.toMap(deployment -> deployment.name(), deployment -> deployment.pods()));
    }

    private static void secret(String name, String key, String value) {
        try (var cluster = test.cluster()) {
            cluster.secrets().withName(name).edit(secret -> {
                secret.setData(Map.of(key, Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8))));
                return secret;
            });
        }
    }

    private static String asked(String sql) throws SQLException {
        try (var source = test.source()) {
            return TestWorld.only(source, sql);
        }
    }
}
