package dev.landfall.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.approval.GateKind;
import dev.landfall.dns.DnsRecordChange;
import dev.landfall.gateway.JobState;
import dev.landfall.gateway.MoverJob;
import dev.landfall.gateway.RecordSet;
import dev.landfall.model.failure.StillWaitingException;
import dev.landfall.model.transfer.DivergenceReport;
import dev.landfall.model.transfer.WayBack;
import dev.landfall.report.ReportWriting;
import dev.landfall.run.FrozenPlan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DnsAndRollbackHandlersTest {

    private static final Map<String, String> CUT = Map.of("runId", "cut");
    private static final RecordSet SWITCHED =
            new RecordSet(HandlerWorld.DOMAIN, "CNAME", 60, List.of("target.elb.example.net"), false);

    @TempDir
    Path folder;

    private HandlerWorld world;

    @BeforeEach
    void world() {
        world = new HandlerWorld(folder);
    }

    /** Calls until nothing is waited for any more; the bound keeps a mistake from hanging. */
    @Test
    void rehearsalOfDnsNeverTouchesTheProductionRecord() {
        world.openAndCapture("one", Map.of());
        world.callUntilDone(new RehearseDns(world.gateways), Map.of("runId", "one"));
        assertThat(world.zone.records(HandlerWorld.DOMAIN)).containsExactly(HandlerWorld.RECORD);
        assertThat(world.zone.records("landfall-rehearsal." + HandlerWorld.DOMAIN))
                .isEmpty();
        assertThat(world.nameServers.asked).noneMatch(asked -> asked.startsWith(ZoneNameServers.RESOLVER));
        var change = dns("one");
        assertThat(change.rehearsal()).isTrue();
        assertThat(change.steps())
                .extracting(DnsRecordChange.Step::what)
                .containsExactly("create", "switch", "return", "remove");
        assertThat(change.steps()).allMatch(step -> step.took().isPresent());
    }

    @Test
    void rehearsalOfDnsThatIsDoneDoesNothingMore() {
        world.openAndCapture("one", Map.of());
        world.callUntilDone(new RehearseDns(world.gateways), Map.of("runId", "one"));
        var before = world.store.everything();
        world.call(new RehearseDns(world.gateways), Map.of("runId", "one"));
        assertThat(world.store.everything()).isEqualTo(before);
    }

    @Test
    void switchSavesTheOldRecordOnceAndIsThenUnchanged() {
        world.openCutover("cut");
        world.approve("cut", GateKind.GO_LIVE);
        assertThat(world.call(new SwitchDns(world.gateways), world.still("cut"))
                        .get("change")
                        .asText())
                .isEqualTo("UPDATED");
        world.approve("cut", GateKind.GO_LIVE);
        assertThat(world.call(new SwitchDns(world.gateways), world.still("cut"))
                        .get("change")
                        .asText())
                .isEqualTo("UNCHANGED");
        assertThat(world.zone.records(HandlerWorld.DOMAIN)).containsExactly(SWITCHED);
        assertThat(dns("cut").before()).containsExactly(HandlerWorld.RECORD);
        assertThat(dns("cut").steps()).hasSize(1);
        assertThat(world.databases.transaction).as("marked once").isEqualTo(101);
        world.callUntilDone(new VerifyDns(world.gateways), Map.of("runId", "cut"));
    }

    @Test
    void lateResolverIsWaitedForAsLongAsTheOldTtlAndThenNamed() {
        world.openCutover("cut");
        world.approve("cut", GateKind.GO_LIVE);
        world.call(new SwitchDns(world.gateways), world.still("cut"));
        world.nameServers.remembered.put(ZoneNameServers.RESOLVER, "source.elb.example.net");
        var verify = new VerifyDns(world.gateways);
        var payload = Map.of("runId", "cut");
        assertThatThrownBy(() -> world.call(verify, payload)).hasMessageContaining("DNS_PENDING");
        assertThatThrownBy(() -> world.call(verify, payload))
                .isInstanceOf(StillWaitingException.class)
                .hasMessageContaining("RESOLVERS_LAG")
                .hasMessageContaining(ZoneNameServers.RESOLVER);
        world.clock.forward(Duration.ofMinutes(6));
        assertThat(world.call(verify, payload).get("lagging").get(0).asText()).contains(ZoneNameServers.RESOLVER);
    }

    @Test
    void revertPutsTheExactRecordBackAndIsThenUnchanged() {
        world.openCutover("cut");
        world.approve("cut", GateKind.GO_LIVE);
        world.call(new SwitchDns(world.gateways), world.still("cut"));
        assertThat(world.call(new RevertDns(world.gateways), CUT).get("change").asText())
                .isEqualTo("UPDATED");
        assertThat(world.zone.records(HandlerWorld.DOMAIN)).containsExactly(HandlerWorld.RECORD);
        assertThat(world.call(new RevertDns(world.gateways), CUT).get("change").asText())
                .isEqualTo("UNCHANGED");
        world.close("cut");
        assertThat(world.files.run("cut").live()).isFalse();
    }

    @Test
    void revertOfARunThatSwitchedNothingIsUnchanged() {
        world.openCutover("cut");
        assertThat(world.call(new RevertDns(world.gateways), CUT).get("change").asText())
                .isEqualTo("UNCHANGED");
        assertThat(world.files.run("cut").dnsReturned()).isEmpty();
    }

    @Test
    void liveSettingsAreWaitedForWithTheCommandThatBringsThem() {
        world.openCutover("cut");
        world.call(new QuiesceTarget(world.gateways), CUT);
        world.call(new WakeTarget(world.gateways), CUT);
        assertThatThrownBy(() -> world.call(new AwaitLiveSettings(world.gateways), CUT))
                .isInstanceOf(StillWaitingException.class)
                .hasMessageContaining("retool-workflow-worker")
                .hasMessageContaining("DISABLE_GIT_SYNCING")
                .hasMessageContaining("terraform apply");
        world.target.scale("retool-workflow-worker", 1);
        var main = world.target.deployment("retool");
        var settings = new java.util.HashMap<>(main.settings());
        settings.remove("DISABLE_GIT_SYNCING");
        world.target.deploy("retool", 2, main.image(), settings);
        assertThat(world.call(new AwaitLiveSettings(world.gateways), CUT)
                        .get("live")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void workflowsThatARollbackStoppedGetTheirCountsBackOnceTheGuardsAreOff() {
        world.openCutover("cut");
        world.target.scale("retool-workflow-worker", 3);
        world.target.saveReplicas("retool-workflow-worker");
        world.target.scale("retool-workflow-worker", 0);
        assertThatThrownBy(() -> world.call(new AwaitLiveSettings(world.gateways), CUT))
                .hasMessageContaining("workflows stand at 0", "DISABLE_GIT_SYNCING");
        assertThat(world.target.deployment("retool-workflow-worker").replicas())
                .as("a guard is left, so workflows stay off")
                .isZero();

        takeGuardsOff();
        world.callUntilDone(new AwaitLiveSettings(world.gateways), CUT);

        assertThat(world.target.deployment("retool-workflow-worker").replicas()).isEqualTo(3);
    }

    @Test
    void workflowsStayOffWhereTheirOwnerHadStoppedThemOnTheSource() {
        world.source.scale("retool-workflows", 0);
        world.openCutover("cut");
        world.target.saveReplicas("retool-workflow-worker");
        world.target.scale("retool-workflow-worker", 0);
        takeGuardsOff();
        world.callUntilDone(new AwaitLiveSettings(world.gateways), CUT);
        assertThat(world.target.deployment("retool-workflow-worker").replicas()).isZero();
    }

    @Test
    void cutoverThatTakesAFreezeOverWaitsForWorkflows() {
        world.openCutover("cut");
        world.approve("cut", GateKind.FREEZE);
        world.call(new Freeze(world.gateways), CUT);
        world.executions.put("arn:cut", "ABORTED");
        world.call(
                new CloseAbandonedRun(world.gateways),
                Map.of("runId", "cut", "executionArn", "arn:cut", "status", "ABORTED"));
        world.openAndCapture("next", Map.of("mode", "cutover", "requestedBy", "ada@example.com"));
        world.approve("next", GateKind.FREEZE);
        world.call(new Freeze(world.gateways), Map.of("runId", "next"));
        takeGuardsOff();
        world.target.scale("retool-workflow-worker", 0);
        assertThatThrownBy(() -> world.call(new AwaitLiveSettings(world.gateways), Map.of("runId", "next")))
                .isInstanceOf(StillWaitingException.class)
                .hasMessageContaining("workflows stand at 0");
    }

    private void takeGuardsOff() {
        var main = world.target.deployment("retool");
        var settings = new java.util.HashMap<>(main.settings());
        settings.remove("DISABLE_GIT_SYNCING");
        world.target.deploy("retool", 2, main.image(), settings);
    }

    @Test
    void liftingTheFreezeRestoresTheTtlAndTellsEverybodyOnce() {
        world.openCutover("cut");
        world.approve("cut", GateKind.GO_LIVE);
        world.call(new SwitchDns(world.gateways), world.still("cut"));
        world.callUntilDone(new VerifyDns(world.gateways), Map.of("runId", "cut"));
        world.call(new VerifyLive(world.gateways), CUT);
        assertThat(world.call(new LiftFreeze(world.gateways), CUT).get("ttl").asText())
                .isEqualTo("UPDATED");
        assertThat(world.zone.records(HandlerWorld.DOMAIN).getFirst().ttlSeconds())
                .isEqualTo(300);
        assertThat(world.call(new LiftFreeze(world.gateways), CUT).get("ttl").asText())
                .isEqualTo("UNCHANGED");
        assertThat(world.mails).hasSize(2);
    }

    @Test
    void deadTargetIsWaitedForByName() {
        world.openCutover("cut");
        world.approve("cut", GateKind.GO_LIVE);
        world.call(new SwitchDns(world.gateways), world.still("cut"));
        world.callUntilDone(new VerifyDns(world.gateways), Map.of("runId", "cut"));
        world.http.clear();
        assertThatThrownBy(() -> world.call(new VerifyLive(world.gateways), CUT))
                .isInstanceOf(StillWaitingException.class)
                .hasMessageContaining("connection refused");
    }

    @Test
    void targetWhosePodsTakeTheirTimeIsStoppedByTheSameDecision() {
        liveCutover();
        openRollback("back");
        world.approve("back", GateKind.ROLLBACK);
        world.target.slow = true;
        assertThatThrownBy(() -> world.call(new StopTarget(world.gateways), Map.of("runId", "back")))
                .isInstanceOf(StillWaitingException.class);
        world.target.settle();

        world.call(new StopTarget(world.gateways), Map.of("runId", "back"));
    }

    @Test
    void rollbackTakesTheCutoverBackAndOnlyOnce() {
        liveCutover();
        assertThat(openRollback("back").get("cutoverRunId").asText()).isEqualTo("cut");
        var back = Map.of("runId", "back");
        world.call(new MeasureDivergence(world.gateways), Map.of("runId", "back", "taskToken", "before the gate"));
        world.approve("back", GateKind.ROLLBACK);
        world.call(new StopTarget(world.gateways), Map.of("runId", "back"));
        world.call(new ConfirmDivergence(world.gateways), Map.of("runId", "back", "taskToken", "after it"));
        assertThat(world.target.jobs.values())
                .as("what is written while the gate is open is counted by a Job of its own")
                .extracting(MoverJob::taskToken)
                .containsExactlyInAnyOrder("before the gate", "after it");
        assertThat(world.answers).isEmpty();
        world.approve("back", GateKind.ROLLBACK);
        world.call(new RestoreDns(world.gateways), back);
        world.approve("back", GateKind.ROLLBACK);
        assertThat(world.call(new RestoreDns(world.gateways), back)
                        .get("change")
                        .asText())
                .isEqualTo("UNCHANGED");
        world.callUntilDone(new ConfirmDns(world.gateways), Map.of("runId", "back"));
        world.callUntilDone(new ReturnToSource(world.gateways), Map.of("runId", "back", "frozenBy", "cut"));
        world.call(new VerifySource(world.gateways), back);
        world.close("back");
        assertThat(world.files.run("cut").rolledBackBy()).hasValue("back");
        assertThat(world.files.require(WayBack.key("cut"), WayBack.class).isTaken())
                .as("the mover may replace its copy again")
                .isTrue();
        assertThat(world.files.run("cut").live()).isFalse();
        assertThat(world.zone.records(HandlerWorld.DOMAIN)).containsExactly(HandlerWorld.RECORD);
        assertThatThrownBy(() -> openRollback("again")).hasMessageContaining("NOTHING_TO_ROLL_BACK");
        assertThat(world.store.read("lock.json")).isEmpty();
    }

    @Test
    void jobThatCountsHasEveryDatabasesPasswordAndIsFoundByTheRun() {
        liveCutover();
        openRollback("back");
        world.call(new MeasureDivergence(world.gateways), Map.of("runId", "back", "taskToken", "waits"));

        var job = world.target.jobs.values().iterator().next();
        assertThat(job.arguments())
                .startsWith("diverge", "--store", "s3://landfall-runs", "--run", "back", "--cutover", "cut", "--target")
                .contains("app=file:/run/landfall/app/password");
        assertThat(job.passwordSecrets())
                .containsExactly(Map.entry("/run/landfall/app/password", "retool-db/password"));
        assertThat(world.databases.transaction)
                .as("no function asked the target")
                .isEqualTo(101);

        world.target.states.put(
                job.name(),
                new JobState(
                        job.name(), JobState.Phase.PENDING, Optional.of("Unschedulable: no node"), Optional.empty()));
        var diagnosed = world.call(
                new DiagnoseMove(world.gateways),
                Map.of(
                        "runId",
                        "back",
                        "database",
                        "all",
                        "failure",
                        Map.of("state", "MeasureDivergence", "error", "States.HeartbeatTimeout", "cause", "")));
        assertThat(diagnosed.get("cause").asText()).contains("JOB_UNSCHEDULABLE", "no node");
        assertThat(diagnosed.get("stopped").get(0).asText()).isEqualTo(job.name());
    }

    @Test
    void abandonedRollbackEndsTheJobThatCounts() {
        liveCutover();
        openRollback("back");
        world.call(new MeasureDivergence(world.gateways), Map.of("runId", "back", "taskToken", "waits"));
        assertThat(world.target.jobs).hasSize(1);

        world.executions.put("arn:back", "ABORTED");
        world.call(
                new CloseAbandonedRun(world.gateways),
                Map.of("runId", "back", "executionArn", "arn:back", "status", "ABORTED"));

        assertThat(world.target.jobs).isEmpty();
    }

    @Test
    void countThatToldNothingIsShownAtTheGateWithItsReason() {
        world.configure(HandlerWorld.configuration()
                .replace("\"approvals\": {", "\"approvals\": {\"pageUrl\": \"https://approve.example.com\", "));
        liveCutover();
        openRollback("back");
        var uncounted = Map.of(
                "state",
                "MeasureDivergence",
                "error",
                "TARGET_LOST",
                "cause",
                "TARGET_LOST [RETRY]: The server went away. Remedy: Start it.");

        world.call(
                new RequestRollback(world.gateways),
                Map.of("runId", "back", "taskToken", "gate", "uncounted", uncounted));

        assertThat(world.letters)
                .isNotEmpty()
                .allSatisfy(letter -> assertThat(letter).contains("NOT MEASURED", "The server went away."));
        assertThat(world.letters.toString()).doesNotContain("0 rows inserted");
        var report =
                new ReportWriting(world.gateways, FrozenPlan.of(world.files, "back")).write("back", Optional.empty());
        assertThat(report.notChecked().toString()).contains("Rows written since go-live", "The server went away.");
        assertThat(report.rollback().orElseThrow().measured()).isFalse();
    }

    /** What was written while the gate was open is in no number then. */
    @Test
    void rollbackThatWasCutOffBeforeItCountedAgainSaysSo() {
        liveCutover();
        openRollback("back");
        counted();
        world.approve("back", GateKind.ROLLBACK);
        world.clock.forward(Duration.ofMinutes(1));
        world.call(new StopTarget(world.gateways), Map.of("runId", "back", "gated", true));
        var reports = new ReportWriting(world.gateways, FrozenPlan.of(world.files, "back"));

        assertThat(reports.write("back", Optional.empty()).notChecked().toString())
                .contains("Rows written between the first count and the target's stop", "The run ended before");

        world.clock.forward(Duration.ofMinutes(1));
        counted();
        assertThat(reports.write("back", Optional.empty()).notChecked().toString())
                .doesNotContain("between the first count");
    }

    private void counted() {
        world.files.write(
                DivergenceReport.key("back"),
                new DivergenceReport(
                        "back",
                        "cut",
                        world.clock.instant(),
                        world.clock.instant(),
                        5,
                        0,
                        List.of(),
                        false,
                        List.of()));
    }

    @Test
    void nothingToRollBackIsSaid() {
        assertThatThrownBy(() -> openRollback("back")).hasMessageContaining("NOTHING_TO_ROLL_BACK");
    }

    @Test
    void cutoverThatWasAbortedAfterItsFreezeIsTakenBackAndGivesNothingUp() {
        world.openCutover("cut");
        world.approve("cut", GateKind.FREEZE);
        world.call(new Freeze(world.gateways), CUT);
        world.executions.put("arn:cut", "ABORTED");
        world.call(
                new CloseAbandonedRun(world.gateways),
                Map.of("runId", "cut", "executionArn", "arn:cut", "status", "ABORTED"));
        openRollback("back");
        var back = Map.of("runId", "back");
        world.call(new MeasureDivergence(world.gateways), Map.of("runId", "back", "taskToken", "waits"));
        assertThat(world.answers.get("waits")).contains("\"written\":0");
        assertThat(world.target.jobs).isEmpty();
        world.approve("back", GateKind.ROLLBACK);
        assertThat(world.call(new RestoreDns(world.gateways), back)
                        .get("change")
                        .asText())
                .isEqualTo("UNCHANGED");
        world.call(new ConfirmDns(world.gateways), Map.of("runId", "back"));
        world.callUntilDone(new ReturnToSource(world.gateways), Map.of("runId", "back", "frozenBy", "cut"));
        assertThat(world.source.services())
                .extracting(service -> service.runningCount())
                .containsExactly(2, 1, 1);
    }

    private void liveCutover() {
        world.openCutover("cut");
        world.approve("cut", GateKind.FREEZE);
        world.call(new Freeze(world.gateways), CUT);
        world.clock.forward(Duration.ofMinutes(1));
        world.approve("cut", GateKind.GO_LIVE);
        world.call(new SwitchDns(world.gateways), world.still("cut"));
        world.callUntilDone(new VerifyDns(world.gateways), Map.of("runId", "cut"));
        world.close("cut");
        assertThat(world.files.run("cut").live()).isTrue();
    }

    private com.fasterxml.jackson.databind.JsonNode openRollback(String runId) {
        world.executions.put("arn:" + runId, "RUNNING");
        return world.call(
                new OpenRollback(world.gateways),
                Map.of(
                        "runId",
                        runId,
                        "executionArn",
                        "arn:" + runId,
                        "startedAt",
                        world.clock.instant().toString(),
                        "input",
                        Map.of()));
    }

    private DnsRecordChange dns(String runId) {
        return world.files.require(DnsRecordChange.key(runId), DnsRecordChange.class);
    }
}
