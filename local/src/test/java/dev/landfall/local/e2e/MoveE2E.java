package dev.landfall.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.contract.Eventually;
import dev.landfall.gateway.SourceService;
import dev.landfall.local.engine.Execution;
import dev.landfall.local.engine.ExecutionStatus;
import dev.landfall.local.retool.LiveWrites;
import dev.landfall.model.RunLayout;
import dev.landfall.testing.NeedsTier;
import dev.landfall.testing.Tier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * One world through rehearsals, failures, a cutover and back; in this order, as an operator would live through it. In CI
 * the world is as unkind as AWS.
 */
@NeedsTier(Tier.WORLD)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MoveE2E {

    private static final Duration ENDS_WITHIN = Duration.ofMinutes(2);

    private static final String SOURCE_ROWS = "SELECT md5(string_agg(line, '')) FROM ("
            + "SELECT id || data::text || \"updatedAt\" AS line FROM page_saves WHERE \"gitSha\" IS DISTINCT FROM 'live'"
            + " UNION ALL SELECT id || metadata::text FROM audit_trail_events WHERE metadata->>'agent' <> '"
            + LiveWrites.AGENT + "' ORDER BY 1) AS lines";

    @TempDir
    static Path folder;

    private static final SealKeys SEAL_KEYS = new SealKeys();

    private static TestWorld test;

    @BeforeAll
    static void open() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        test = TestWorld.openAsInAws(folder.resolve("world"));
        test.world().engine().addListener(SEAL_KEYS);
    }

    @AfterAll
    static void close() {
        if (test != null) {
            test.close();
        }
    }

    @Test
    @Order(1)
    void aRehearsalPassesAndWritesNothingToTheSource() throws SQLException {
        String before;
        try (var source = test.source()) {
            before = TestWorld.only(source, SOURCE_ROWS);
        }

        var rehearsal = test.finish(test.startRehearsal());

        assertThat(rehearsal.cause()).isEmpty();
        assertThat(rehearsal.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(test.world().sourceCluster().mutations()).isEmpty();
        try (var source = test.source();
                var target = test.target()) {
            assertThat(TestWorld.only(source, SOURCE_ROWS)).isEqualTo(before);
            assertThat(TestWorld.only(target, SOURCE_ROWS)).isEqualTo(before);
            assertThat(TestWorld.only(source, "SELECT count(*) FROM page_saves WHERE \"gitSha\" = 'live'"))
                    .as("the source is live while it is rehearsed")
                    .isNotEqualTo("0");
        }
        var report = test.report(rehearsal);
        assertThat(report.path("mode").asText()).isEqualTo("rehearsal");
        assertThat(report.path("verdict").asText()).isEqualTo("PASSED");
        assertThat(report.path("states").findValuesAsText("name")).contains("OpenRun", "MoveDatabases", "RehearseDns");
        assertThat(report.path("databases")).hasSize(2);
        report.path("databases").forEach(database -> {
            assertThat(database.path("matches").asBoolean()).isTrue();
            assertThat(database.path("rows").asLong()).isPositive();
            assertThat(database.path("bytes").asLong()).isPositive();
            assertThat(database.path("tables").asInt()).isPositive();
            assertThat(database.path("seconds").asDouble()).isPositive();
        });
        assertThat(NameQuestion.cname(test.world().nameServer(), "retool.example.com"))
                .startsWith("retool-alb-");
        assertEveryObjectIsProven(rehearsal, AlteredRun.REHEARSAL);
    }

    @Test
    @Order(2)
    void aRowCorruptedAfterTheRestoreFailsTheRehearsalByTableAndCounts() throws SQLException {
        var corrupted = test.whenEntered("CompareDatabase", "app", execution -> {
            try (var target = test.target();
                    var statement = target.createStatement()) {
                assertThat(statement.executeUpdate(
                                "DELETE FROM user_groups WHERE ctid = (SELECT min(ctid) FROM user_groups)"))
                        .isOne();
                assertThat(statement.executeUpdate("UPDATE users SET \"firstName\" = 'Eve' WHERE id = 3"))
                        .isOne();
            }
        });

        var rehearsal = test.finish(test.startRehearsal());

        assertThat(corrupted).isCompleted();
        assertThat(rehearsal.status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(rehearsal.cause().orElse("")).contains("user_groups").containsPattern("\\d+");
        assertThat(test.report(rehearsal).path("verdict").asText()).isEqualTo("FAILED");
        assertThat(test.world().sourceCluster().mutations()).isEmpty();
    }

    @Test
    @Order(3)
    void aStoppedExecutionReleasesTheLockAndEndsItsMovers() throws InterruptedException {
        var entered = new CountDownLatch(1);
        test.whenEntered("RestoreDatabase", execution -> entered.countDown());
        var rehearsal = test.startRehearsal();
        test.awaitEntered(entered);

        rehearsal.stop("Test.Stopped", "stopped by the test");
        test.finish(rehearsal);

        assertThat(rehearsal.status()).isEqualTo(ExecutionStatus.ABORTED);
        assertThat(test.world().gateways().runStore().read(RunLayout.LOCK)).isEmpty();
        assertThat(test.file(rehearsal, "run.json").path("verdict").asText()).isEqualTo("FAILED");
        for (var database : List.of("app", "retooldb")) {
            // A task that is told to stop, or whose token nobody waits for any more, takes a moment to end.
            Eventually.within(
                    ENDS_WITHIN,
                    "the movers of " + database + " have ended",
                    () -> test.world().sourceCluster().moverTasks(rehearsal.name() + "/" + database).stream()
                            .allMatch(task -> task.lastStatus().equals("STOPPED")));
        }
    }

    @Test
    @Order(4)
    void theSourceServerDyingInMidDumpFailsWithTheMoversReasonAndTheNextRehearsalPasses()
            throws InterruptedException, IOException {
        var entered = new CountDownLatch(1);
        test.whenEntered("DumpDatabase", execution -> entered.countDown());
        var rehearsal = test.startRehearsal();
        test.awaitEntered(entered);
        test.world().sourceDatabase().kill();
        test.finish(rehearsal);

        assertThat(rehearsal.status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(rehearsal.cause().orElse("")).contains("SOURCE_").doesNotContain("States.");
        assertThat(test.world().sourceCluster().mutations()).isEmpty();

        test.close();
        test = TestWorld.openAsInAws(folder.resolve("world"));
        test.world().engine().addListener(SEAL_KEYS);
        var next = test.finish(test.startRehearsal());

        assertThat(next.cause()).isEmpty();
        assertThat(next.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(test.report(next).path("earlierRuns").toString())
                .as("a later report lists the earlier rehearsals")
                .contains(rehearsal.name());
    }

    @Test
    @Order(5)
    void aRejectedFreezeChangesNothing() {
        var cutover = test.finish(test.startCutover(), "reject");

        assertThat(cutover.status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(cutover.cause().orElse("")).contains("FREEZE_REJECTED");
        assertThat(test.world().sourceCluster().mutations()).isEmpty();
        assertThat(NameQuestion.cname(test.world().nameServer(), "retool.example.com"))
                .startsWith("retool-alb-");
    }

    @Test
    @Order(6)
    void aCutoverGoesLiveAndARollbackBringsEverythingBackAndCountsTheLoss() throws SQLException {
        var counts = counts();

        var cutover = test.finish(test.startCutover(), "approve");

        assertThat(cutover.cause()).isEmpty();
        assertThat(cutover.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(NameQuestion.cname(test.world().nameServer(), "retool.example.com"))
                .startsWith("k8s-");
        assertThat(test.world().sourceCluster().services())
                .allSatisfy(service -> assertThat(service.desiredCount()).isZero());

        test.awaitLiveWrites();
        var rollback = test.finish(test.startRollback(), "approve");

        assertThat(rollback.cause()).isEmpty();
        assertThat(rollback.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(NameQuestion.cname(test.world().nameServer(), "retool.example.com"))
                .startsWith("retool-alb-");
        assertThat(counts()).isEqualTo(counts);
        assertThat(test.report(rollback).path("rollback").path("rowsGivenUp").asLong())
                .isPositive();
        assertEveryObjectIsProven(cutover, AlteredRun.CUTOVER);
        assertEveryObjectIsProven(rollback, AlteredRun.ROLLBACK);
    }

    private static void assertEveryObjectIsProven(Execution run, Set<String> kinds) {
        new AlteredRun(
                        test.world().gateways().runStore(),
                        run.name(),
                        run.output().orElseThrow(),
                        kinds)
                .everyObjectIsProven();
    }

    @Test
    @Order(7)
    void noSecretIsInAnythingThatTheRunsWrote() throws IOException {
        var secrets = new SecretSearch(folder.resolve("world"), SEAL_KEYS.keys());

        assertThat(SEAL_KEYS.keys()).hasSizeGreaterThan(4);
        assertThat(secrets.marks()).hasSizeGreaterThan(4 + SEAL_KEYS.keys().size());
        assertThat(secrets.leaks()).isEmpty();
    }

    private static String counts() {
        return test.world().sourceCluster().services().stream()
                        .map((SourceService service) ->
                                service.name() + "=" + service.desiredCount() + "/" + service.scaling())
                        .sorted()
                        .collect(Collectors.joining(","))
                + test.world().sourceCluster().schedules();
    }
}
