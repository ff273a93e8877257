package dev.landfall.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.freeze.FrozenCounts;
import dev.landfall.gateway.TargetCluster;
import dev.landfall.model.RunLayout;
import dev.landfall.model.failure.Problem;
import dev.landfall.run.RunLock;
import dev.landfall.run.RunMode;
import dev.landfall.run.Verdict;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
