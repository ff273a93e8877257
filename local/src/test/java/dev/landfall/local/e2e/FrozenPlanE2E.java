package dev.landfall.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.landfall.gateway.RunStore;
import dev.landfall.local.engine.ExecutionStatus;
import dev.landfall.local.world.function.Outbox.Mail;
import dev.landfall.model.Json;
import dev.landfall.model.RunLayout;
import dev.landfall.testing.NeedsTier;
import dev.landfall.testing.Tier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is written into the run store while a run works, the domain goes where the plan said when it was frozen. */
@NeedsTier(Tier.WORLD)
class FrozenPlanE2E {

    private static final String EVIL = "evil.attacker.example";

    @TempDir
    Path folder;

    @BeforeEach
    void letTheServersIn() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void alteredPlanStopsTheRunAndAnAlteredDeploymentDoesNotReachIt() {
        try (var test = TestWorld.open(folder.resolve("world"))) {
            var rehearsal = test.finish(test.startRehearsal());
            assertThat(rehearsal.cause()).isEmpty();

            planAltered(test);
            deploymentReplaced(test);
            rolledBack(test);
        }
    }

    /** The freeze is approved; then somebody writes another target into the run's own plan. */
    private static void planAltered(TestWorld test) {
        var counts = counts(test);
        var altered = test.whenEntered(
                "ConfirmQuiet",
                execution -> edit(
                        store(test),
                        new RunLayout(execution.name()).plan(),
                        plan -> plan.withObject("/configuration/target").put("dnsTarget", EVIL)));

        var cutover = test.finish(test.startCutover(), "approve");

        assertThat(altered).isCompleted();
        assertThat(cutover.status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(cutover.cause().orElse("")).contains("PLAN_CHANGED", "frozen-plan.json");
        var report = test.report(cutover);
        assertThat(report.at("/failure/code").asText()).isEqualTo("PLAN_CHANGED");
        assertThat(report.path("notes").toString()).contains("no longer the plan that this run was opened with");
        assertThat(report.path("states").findValuesAsText("name"))
                .as("nothing that goes on went on; the way back was not stopped by it")
                .doesNotContain("QuiesceTarget", "MoveDatabases", "SwitchDns")
                .contains("ReturnToSource");
        assertThat(counts(test)).isEqualTo(counts);
        assertThat(domain(test)).startsWith("retool-alb-");
        assertThat(store(test).read(RunLayout.LOCK)).isEmpty();
    }

    /** The freeze is approved; then somebody deploys another target and one approver fewer. */
    private static void deploymentReplaced(TestWorld test) {
        var before = test.world().outbox().mails().size();
        var replaced = test.whenEntered(
                "ConfirmQuiet",
                execution -> edit(store(test), RunLayout.CONFIGURATION, deployed -> {
                    deployed.withObject("/target").put("dnsTarget", EVIL);
                    deployed.withObject("/approvals").put("goLivePeople", 1);
                }));

        var cutover = test.finish(test.startCutover(), "approve");

        assertThat(replaced).isCompleted();
        assertThat(cutover.cause()).isEmpty();
        assertThat(cutover.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(domain(test)).startsWith("k8s-");
        assertThat(test.file(cutover, "dns.json").toString()).doesNotContain(EVIL);
        var asked = test.world().outbox().mails().stream()
                .skip(before)
                .filter(mail -> mail.subject().contains("Go live"))
                .map(Mail::text)
                .toList();
        assertThat(asked)
                .hasSize(2)
                .allSatisfy(mail -> assertThat(mail)
                        .contains("Needs: 2 approvals by different people")
                        .contains("HAS CHANGED since this run's plan was frozen: "
                                + "approvals.goLivePeople, target.dnsTarget.")
                        .containsPattern("points to CNAME retool-alb-\\S+ now, and will point to k8s-")
                        .doesNotContain(EVIL));
        assertThat(test.report(cutover).path("notes").toString())
                .contains("approvals.goLivePeople, target.dnsTarget", "takes effect with the next run");
    }

    /** What is deployed by now names another target; what is taken back is what went live. */
    private static void rolledBack(TestWorld test) {
        var rollback = test.finish(test.startRollback(), "approve");

        assertThat(rollback.cause()).isEmpty();
        assertThat(rollback.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(domain(test)).startsWith("retool-alb-");
        assertThat(test.world().outbox().mails())
                .filteredOn(mail -> mail.subject().contains("Roll back"))
                .isNotEmpty()
                .allSatisfy(mail -> assertThat(mail.text())
                        .containsPattern("points to CNAME k8s-\\S+ now, and will point to CNAME retool-alb-"));
    }

    private static RunStore store(TestWorld test) {
        return test.world().gateways().runStore();
    }

    private static String domain(TestWorld test) {
        return NameQuestion.cname(test.world().nameServer(), "retool.example.com");
    }

    private static List<Integer> counts(TestWorld test) {
        return test.world().sourceCluster().services().stream()
                .map(service -> service.desiredCount())
                .toList();
    }

    private static void edit(RunStore store, String key, Consumer<ObjectNode> change) {
        try {
            var tree = (ObjectNode) Json.MAPPER.readTree(store.read(key).orElseThrow());
            change.accept(tree);
            store.write(key, Json.MAPPER.writeValueAsBytes(tree));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
