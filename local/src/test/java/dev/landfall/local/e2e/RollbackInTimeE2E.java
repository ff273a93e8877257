package dev.landfall.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.local.command.BrowserApprovers;
import dev.landfall.local.engine.Execution;
import dev.landfall.local.engine.ExecutionStatus;
import dev.landfall.local.world.TargetApi;
import dev.landfall.testing.NeedsTier;
import dev.landfall.testing.Tier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A target that is broken is what one rolls back from: it keeps nobody from the source. Waits last as long as in AWS. */
@NeedsTier(Tier.WORLD)
class RollbackInTimeE2E {

    private static final Path ROOT = Path.of(System.getProperty("landfall.root"));

    /** A minute on a machine that does nothing else; a slow one gets three. */
    private static final Duration AT_WORST = Duration.ofMinutes(3);

    private static final Duration GATE_OPENS_WITHIN = Duration.ofMinutes(5);

    @TempDir
    Path folder;

    @BeforeEach
    void letTheServersIn() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void targetsDatabaseKilledAfterGoLive() {
        var faults = new RealFaults();
        try (var test = TestWorld.open(folder.resolve("world"), ROOT.resolve("landfall.json"), faults)) {
            var before = source(test);
            live(test);
            test.world().targetDatabase().kill();

            var rollback = rollBack(test, faults, "target's database killed", before);

            test.finish(rollback);
            assertThat(rollback.cause()).isEmpty();
            assertThat(rollback.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
            assertThat(test.report(rollback).path("notChecked").toString())
                    .as("what nobody counted is said")
                    .contains("Rows written");
            assertThat(test.world().gateways().target().deployments())
                    .allSatisfy(deployment -> assertThat(deployment.replicas()).isZero());
        }
    }

    @Test
    void targetsApiRefusedAfterGoLive() {
        var faults = new RealFaults();
        try (var test = TestWorld.open(folder.resolve("world"), ROOT.resolve("landfall.json"), faults)) {
            var before = source(test);
            live(test);
            TargetApi.refuse(test.world());

            var rollback = rollBack(test, faults, "target's API refused", before);

            // Its freeze is ended, or else its own return would begin.
            while (rollback.activeStates().stream()
                    .noneMatch(state -> state.name().equals("StopTargetAgain"))) {
                rollback.await(Duration.ofMillis(100));
            }
            // For half an hour it goes on trying to stop the target; a person ends that here.
            rollback.stop("Test.Stopped", "the source is back");
            test.finish(rollback);
            assertThat(source(test)).isEqualTo(before);
            assertThat(domain(test)).startsWith("retool-alb-");
        }
    }

    private static void live(TestWorld test) {
        assertThat(test.finish(test.startRehearsal()).cause()).isEmpty();
        assertThat(test.finish(test.startCutover(), "approve").cause()).isEmpty();
        assertThat(domain(test)).startsWith("k8s-");
    }

    /** From the last approval on nothing is hurried; before it, a count that cannot succeed is. */
    private static Execution rollBack(TestWorld test, RealFaults faults, String what, List<Object> before) {
        var decided = new AtomicReference<Instant>();
        test.whenEntered("StopTarget", execution -> {
            faults.quickTime().asItIs();
            decided.set(Instant.now());
        });
        var rollback = test.startRollback();
        var approvers = new BrowserApprovers(test.world().outbox(), "approve");
        var gate = Instant.now().plus(GATE_OPENS_WITHIN);
        while (decided.get() == null && Instant.now().isBefore(gate)) {
            approvers.answer();
            rollback.await(Duration.ofMillis(100));
        }
        assertThat(decided.get()).as("people decided").isNotNull();
        var limit = decided.get().plus(AT_WORST);
        while (!isBack(test, before) && Instant.now().isBefore(limit)) {
            rollback.await(Duration.ofMillis(100));
        }
        System.out.printf(
                "%s: the source was back %d s after the decision%n",
                what, Duration.between(decided.get(), Instant.now()).toSeconds());
        assertThat(isBack(test, before))
                .as("the source is back: " + rollback.activeStates())
                .isTrue();
        return rollback;
    }

    /** Live, and where users are led to. */
    private static boolean isBack(TestWorld test, List<Object> before) {
        return source(test).equals(before)
                && test.world().sourceCluster().services().stream()
                        .allMatch(service -> service.runningCount() == service.desiredCount())
                && domain(test).startsWith("retool-alb-");
    }

    private static List<Object> source(TestWorld test) {
        return List.of(
                test.world().sourceCluster().services().stream()
                        .map(service -> service.name() + " " + service.desiredCount() + " " + service.scaling())
                        .toList(),
                test.world().sourceCluster().schedules());
    }

    private static String domain(TestWorld test) {
        return NameQuestion.cname(test.world().nameServer(), "retool.example.com");
    }
}
