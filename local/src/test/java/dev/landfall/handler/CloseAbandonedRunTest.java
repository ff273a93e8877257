package dev.landfall.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.approval.GateKind;
import dev.landfall.approval.GateOpening;
import dev.landfall.freeze.FrozenCounts;
import dev.landfall.gateway.Executions.StateRecord;
import dev.landfall.gateway.TargetCluster;
import dev.landfall.model.Json;
import dev.landfall.model.RunLayout;
import dev.landfall.model.failure.Problem;
import dev.landfall.run.Failure;
import dev.landfall.run.FrozenPlan;
import dev.landfall.run.RunClosing;
import dev.landfall.run.RunLock;
import dev.landfall.run.RunMode;
import dev.landfall.run.Verdict;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CloseAbandonedRunTest {

    @TempDir
    Path folder;

    private HandlerWorld world;

    @BeforeEach
    void world() {
        world = new HandlerWorld(folder);
    }

    @Test
    void runThatEndedBeforeTheFreezeIsClosedWithReportAndMail() {
        world.open("one", Map.of());

        var told = ended("one", "arn:one", "ABORTED");

        assertThat(told.get("closed").asBoolean()).isTrue();
        assertThat(world.files.run("one").failure().orElseThrow().problem().code())
                .isEqualTo("RUN_ABORTED");
        assertThat(world.store.read("lock.json")).isEmpty();
        assertThat(world.returns).isEmpty();
        assertThat(text("runs/one/report.json")).contains("RUN_ABORTED", "Live: the source. Nothing is frozen.");
        assertThat(world.letters)
                .hasSize(2)
                .allSatisfy(letter -> assertThat(letter)
                        .contains("Live: the source. Nothing is frozen.", "one ended ABORTED", "Nothing was changed"));
    }

    @Test
    void sourceThatWasLeftAtZeroIsGivenBackByItselfOnceHoweverOftenTheEndIsTold() {
        frozenCutover();

        var told = ended("cut", "arn:cut", "FAILED");
        ended("cut", "arn:cut", "FAILED");

        assertThat(told.get("returning").asText()).isEqualTo("return-cut");
        assertThat(world.returns).containsOnly(Map.entry("return-cut", "{\"returns\":\"cut\"}"));
        assertThat(world.files.run("cut").verdict()).hasValue(Verdict.FAILED);
        assertThat(text("runs/cut/report.json"))
                .contains("Live: neither side.", "by the run cut", "./landfall rollback");
        assertThat(world.letters).as("one mail an address").hasSize(2);
        assertThat(world.letters.getFirst()).contains("Live: neither side.", "return-cut");
        var opened = world.call(
                new OpenRollback(world.gateways),
                "{\"runId\":\"return-cut\",\"executionArn\":\"arn:return-cut\",\"startedAt\":\"" + world.clock.instant()
                        + "\",\"input\":" + world.returns.get("return-cut") + "}");
        assertThat(opened.get("cutoverRunId").asText()).isEqualTo("cut");
    }

    @Test
    void whereUsersAreOnTheTargetPeopleAreAskedAndNothingIsStarted() {
        frozenCutover();
        world.files.write(world.files.run("cut").withDnsSwitched(world.clock.instant()));

        ended("cut", "arn:cut", "TIMED_OUT");

        assertThat(world.returns).isEmpty();
        assertThat(world.letters)
                .hasSize(2)
                .allSatisfy(letter -> assertThat(letter).contains("Live: the target.", "./landfall rollback"));
        assertThatThrownBy(() -> world.call(
                        new OpenRollback(world.gateways),
                        "{\"runId\":\"return-cut\",\"executionArn\":\"arn:r\",\"startedAt\":\"" + world.clock.instant()
                                + "\",\"input\":{\"returns\":\"cut\"}}"))
                .hasMessageContaining("NOTHING_TO_ROLL_BACK");
    }

    @Test
    void targetThatCannotBeAskedKeepsNoSourceAtZero() {
        frozenCutover();
        world.executions.put("arn:cut", "ABORTED");
        var dead = (TargetCluster) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {TargetCluster.class}, (proxy, method, arguments) -> {
                    throw Problem.retry("CLUSTER_SILENT", "The cluster does not answer.", "Wait.")
                            .asException();
                });

        assertThatThrownBy(() -> world.call(
                        new CloseAbandonedRun(world.with(dead)),
                        Map.of("runId", "cut", "executionArn", "arn:cut", "status", "ABORTED")))
                .hasMessageContaining("CLUSTER_SILENT");

        assertThat(world.returns).containsKey("return-cut");
        assertThat(world.letters).hasSize(2);
        assertThat(world.store.read("lock.json")).as("a mover may still work").isPresent();
    }

    @Test
    void endOfAnExecutionOfTheSameNameOnAnotherMachineTouchesNothing() {
        frozenCutover();
        world.executions.put("arn:rollback:cut", "FAILED");

        var told = ended("cut", "arn:rollback:cut", "FAILED");

        assertThat(told.get("closed").asBoolean()).isFalse();
        assertThat(world.files.run("cut").verdict()).isEmpty();
        assertThat(text("lock.json")).contains("arn:cut");
        assertThat(world.returns).isEmpty();
    }

    @Test
    void endThatIsToldLateDoesNotCloseARedrivenRun() {
        frozenCutover();
        world.executions.put("arn:cut", "RUNNING");

        assertThat(told("cut", "arn:cut", "FAILED").get("closed").asBoolean()).isFalse();

        assertThat(world.files.run("cut").verdict()).isEmpty();
        assertThat(world.store.read("lock.json")).isPresent();
        assertThat(world.returns).isEmpty();
    }

    @Test
    void runThatClosedItselfIsLeftAlone() {
        world.open("one", Map.of());
        world.close("one");

        assertThat(ended("one", "arn:one", "FAILED").get("closed").asBoolean()).isFalse();
        assertThat(world.files.run("one").verdict()).hasValue(Verdict.PASSED);
        assertThat(world.letters).isEmpty();
    }

    /** It told its own end nowhere but in its execution: the report could not be written either. */
    @Test
    void runThatClosedItselfAndFailedIsToldByMailAndGetsTheReportThatIsMissing() {
        world.openCutover("cut");
        world.letters.clear();
        closedWith("VALIDATE_FAILED [OPERATOR]: The health probe failed. Remedy: Look at the pod."
                + " Then WriteReport failed: No bucket.");

        assertThat(ended("cut", "arn:cut", "FAILED").get("closed").asBoolean()).isTrue();
        ended("cut", "arn:cut", "FAILED");

        assertThat(text("runs/cut/report.json")).contains("VALIDATE_FAILED", "Then WriteReport failed: No bucket.");
        assertThat(world.letters)
                .as("one mail an address")
                .hasSize(2)
                .allSatisfy(letter -> assertThat(letter)
                        .contains(
                                "Live: the source.",
                                "The cutover cut failed in the state Validate: The health probe failed.",
                                "Then WriteReport failed: No bucket.",
                                "Look at the pod."));
        assertThat(world.returns).isEmpty();
    }

    /** Half an hour of tries was not enough; users never left the source, so the record decides as for any other end. */
    @Test
    void sourceThatItsOwnRunCouldNotGiveBackIsTriedOnceMore() {
        frozenCutover();
        closedWith("ECS_DOWN [RETRY]: ECS does not answer. Remedy: Wait.");

        var told = ended("cut", "arn:cut", "FAILED");

        assertThat(told.get("returning").asText()).isEqualTo("return-cut");
        assertThat(world.letters.getFirst()).contains("Live: neither side.", "return-cut", "ECS does not answer.");
    }

    @Test
    void returnThatDiedIsBegunAgainThreeTimesInAll() {
        frozenCutover();
        ended("cut", "arn:cut", "ABORTED");
        for (int round = 0; round < 3; round++) {
            var name = "return-" + (round == 0 ? "" : (round + 1) + "-") + "cut";
            assertThat(world.returns.get(name)).isEqualTo("{\"returns\":\"cut\"}");
            world.call(
                    new OpenRollback(world.gateways),
                    "{\"runId\":\"" + name + "\",\"executionArn\":\"arn:" + name + "\",\"startedAt\":\""
                            + world.clock.instant() + "\",\"input\":{\"returns\":\"cut\"}}");
            ended(name, "arn:" + name, "ABORTED");
        }

        assertThat(world.returns).hasSize(3);
        assertThat(world.letters).last().asString().contains("./landfall rollback");
    }

    @Test
    void afterTheSwitchARunThatClosedItselfWithTheSourceAtZeroIsMailedAndNothingIsStarted() {
        frozenCutover();
        world.files.write(
                world.files.run("cut").withDnsSwitched(world.clock.instant()).withDnsReturned(world.clock.instant()));
        closedItself("cut", "SwitchDns");

        ended("cut", "arn:cut", "FAILED");

        assertThat(world.returns).isEmpty();
        assertThat(world.letters)
                .hasSize(2)
                .allSatisfy(letter -> assertThat(letter).contains("Live: neither side.", "./landfall rollback"));
    }

    /** It was decided when the target was stopped, so nobody is asked again while nobody is live. */
    @Test
    void wayBackThatWasCutOffAfterTheSwitchGoesOnWithoutAGate() {
        frozenCutover();
        world.files.write(world.files.run("cut").withDnsSwitched(world.clock.instant()));
        world.call(new StopTarget(world.gateways), Map.of("runId", "cut"));
        world.entered.put("arn:cut", List.of("SwitchDns", "VerifyDns", "StopTarget"));

        ended("cut", "arn:cut", "ABORTED");

        assertThat(world.returns).containsOnly(Map.entry("return-cut", "{\"returns\":\"cut\"}"));
        assertThat(world.letters)
                .allSatisfy(letter ->
                        assertThat(letter).contains("Live: not known, for a way back has begun", "return-cut"));
        var opened = world.call(
                new OpenRollback(world.gateways),
                "{\"runId\":\"return-cut\",\"executionArn\":\"arn:return-cut\",\"startedAt\":\"" + world.clock.instant()
                        + "\",\"input\":{\"returns\":\"cut\"}}");
        assertThat(opened.get("switched").asBoolean())
                .as("the record is put back")
                .isTrue();
        assertThat(opened.get("gated").asBoolean()).isFalse();
        assertThat(world.files.run("return-cut").continues()).hasValue("cut");
        world.call(new StopTarget(world.gateways), Map.of("runId", "return-cut", "gated", false));
    }

    @Test
    void targetThatWouldNotStopIsLeftToPeople() {
        frozenCutover();
        world.files.write(
                world.files.run("cut").withDnsSwitched(world.clock.instant()).withReturning(world.clock.instant()));
        closedItself("cut", "VerifyDns");

        ended("cut", "arn:cut", "FAILED");

        assertThat(world.returns).isEmpty();
        assertThatThrownBy(() -> world.call(
                        new OpenRollback(world.gateways),
                        "{\"runId\":\"return-cut\",\"executionArn\":\"arn:r\",\"startedAt\":\"" + world.clock.instant()
                                + "\",\"input\":{\"returns\":\"cut\"}}"))
                .hasMessageContaining("NOTHING_TO_ROLL_BACK");
    }

    /** A target that was seen at work is the live side; one that nobody could look at may as well stand still. */
    @ParameterizedTest
    @CsvSource({"FAILED, return-cut", "SUCCEEDED,"})
    void whereNobodyCouldSayWhetherTheTargetStandsStillTheWayBackIsBegunAgain(
            String outcome, @Nullable String returning) {
        frozenCutover();
        world.files.write(
                world.files.run("cut").withDnsSwitched(world.clock.instant()).withReturning(world.clock.instant()));
        closedItself("cut", "VerifyDns");
        var run = world.files.run("cut");
        world.files.write(run.closed(
                world.clock.instant(),
                Verdict.FAILED,
                run.failure(),
                List.of(new StateRecord("ProveStopped", world.clock.instant(), Duration.ofMinutes(5), outcome, 60))));

        ended("cut", "arn:cut", "FAILED");

        assertThat(world.returns.keySet())
                .isEqualTo(Optional.ofNullable(returning).stream().collect(Collectors.toSet()));
    }

    private void closedItself(String runId, String state) {
        new RunClosing(world.gateways)
                .close(
                        runId,
                        Optional.of(new Failure(
                                state,
                                "dev.landfall.model.failure.OperatorException",
                                "AWS_ACCESS_DENIED: It may not. Give it the right.")));
    }

    @Test
    void expiredGateIsToldByWhoDidNotAnswerInReportRecordAndMail() {
        world.openCutover("cut");
        world.letters.clear();
        new GateOpening(world.gateways).open(FrozenPlan.of(world.files, "cut"), GateKind.FREEZE, "token");
        world.letters.clear();

        var told = world.call(
                new WriteReport(world.gateways),
                "{\"runId\":\"cut\",\"failure\":{\"state\":\"RequestFreeze\",\"error\":\"States.Timeout\","
                        + "\"cause\":\" Then Other failed: Gone.\"}}");
        var failure = told.path("failure");
        assertThat(failure.path("error").asText()).isEqualTo("GATE_EXPIRED");
        assertThat(failure.path("cause").asText())
                .startsWith("GATE_EXPIRED [OPERATOR]: Nobody of ada@example.com, ben@example.com answered within")
                .contains("so nothing was changed.")
                .endsWith("Then Other failed: Gone.");
        world.call(new CloseRun(world.gateways), "{\"runId\":\"cut\",\"failure\":" + failure + "}");
        ended("cut", "arn:cut", "FAILED");

        assertThat(text("runs/cut/report.json")).contains("GATE_EXPIRED", "Nobody of ada@example.com, ben@example.com");
        assertThat(world.files.run("cut").failure().orElseThrow().problem().code())
                .isEqualTo("GATE_EXPIRED");
        assertThat(world.letters)
                .hasSize(2)
                .allSatisfy(letter -> assertThat(letter)
                        .contains(
                                "Nobody of ada@example.com, ben@example.com answered within",
                                "so nothing was changed"));
    }

    private void closedWith(String cause) {
        var failure = Json.MAPPER.createObjectNode();
        failure.put("state", "Validate").put("error", "x.OperatorException").put("cause", cause);
        world.call(new CloseRun(world.gateways), "{\"runId\":\"cut\",\"failure\":" + failure + "}");
    }

    @Test
    void lockOfAnExecutionThatNeverOpenedARunIsReleased() {
        world.files.write("lock.json", new RunLock.Holder("none", "arn:none", world.clock.instant(), RunMode.CUTOVER));

        assertThat(ended("none", "arn:none", "ABORTED").get("closed").asBoolean())
                .isFalse();
        assertThat(world.store.read("lock.json")).isEmpty();
    }

    @Test
    void nameOfAnotherExecutionsRunIsTakenForAMigrationAndForARollback() {
        frozenCutover();
        ended("cut", "arn:cut", "ABORTED");
        world.executions.put("arn:other", "RUNNING");
        var payload = "{\"runId\":\"cut\",\"executionArn\":\"arn:other\",\"startedAt\":\"" + world.clock.instant()
                + "\",\"input\":{}}";

        assertThatThrownBy(() -> world.call(new OpenRollback(world.gateways), payload))
                .hasMessageContaining("RUN_NAME_TAKEN");
        assertThatThrownBy(() -> world.call(new OpenRun(world.gateways), payload))
                .hasMessageContaining("RUN_NAME_TAKEN");
        assertThat(world.store.read("lock.json")).isEmpty();
    }

    @Test
    void deadHoldersLockIsTakenOverByTheReturn() {
        frozenCutover();
        world.executions.put("arn:cut", "ABORTED");

        world.call(
                new OpenRollback(world.gateways),
                "{\"runId\":\"return-cut\",\"executionArn\":\"arn:return-cut\",\"startedAt\":\"" + world.clock.instant()
                        + "\",\"input\":{\"returns\":\"cut\"}}");

        assertThat(text("lock.json")).contains("arn:return-cut");
        ended("cut", "arn:cut", "ABORTED");
        assertThat(text("lock.json")).as("the return goes on").contains("arn:return-cut");
    }

    private void frozenCutover() {
        world.openCutover("cut");
        world.letters.clear();
        world.files.write(
                RunLayout.SOURCE_FREEZE,
                new FrozenCounts(
                        "cut",
                        world.clock.instant(),
                        List.of(),
                        "retool",
                        List.of(new FrozenCounts.FrozenService("retool-main", 2, Optional.empty())),
                        List.of(),
                        List.of()));
    }

    private JsonNode ended(String runId, String arn, String status) {
        world.executions.put(arn, status);
        return told(runId, arn, status);
    }

    private JsonNode told(String runId, String arn, String status) {
        return world.call(
                new CloseAbandonedRun(world.gateways), Map.of("runId", runId, "executionArn", arn, "status", status));
    }

    private String text(String key) {
        return new String(world.store.read(key).orElseThrow(), StandardCharsets.UTF_8);
    }
}
