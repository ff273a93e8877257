package dev.landfall.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.landfall.approval.GateKind;
import dev.landfall.model.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Users work on the target, and records in the store are made to say that nobody has to be asked before it is stopped. */
class ForgedReturnTest {

    private static final String NOW = "2027-01-01T00:00:00Z";

    @TempDir
    Path folder;

    private HandlerWorld world;

    @BeforeEach
    void liveCutover() {
        world = new HandlerWorld(folder);
        world.openCutover("cut");
        world.approve("cut", GateKind.FREEZE);
        world.call(new Freeze(world.gateways), Map.of("runId", "cut"));
        world.approve("cut", GateKind.GO_LIVE);
        world.call(new SwitchDns(world.gateways), world.still("cut"));
        world.entered.put("arn:cut", List.of("Freeze", "SwitchDns", "VerifyDns"));
        world.executions.put("arn:cut", "ABORTED");
        world.call(
                new CloseAbandonedRun(world.gateways),
                Map.of("runId", "cut", "executionArn", "arn:cut", "status", "ABORTED"));
    }

    static Stream<Arguments> forged() {
        return Stream.of(
                forged("the domain is back already", run -> run.put("dnsReturned", NOW)),
                forged("the domain never was moved", run -> run.putNull("dnsSwitched")),
                forged(
                        "another execution never moved it",
                        run -> run.put("executionArn", "arn:other").put("dnsReturned", NOW)));
    }

    private static Arguments forged(String what, Consumer<ObjectNode> change) {
        return Arguments.of(what, change);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forged")
    void forgedCutoverIsHeldAgainstTheHistoryOfItsExecution(String what, Consumer<ObjectNode> change) {
        alter("cut", change);

        assertThat(open().path("gated").asBoolean()).as(what).isTrue();
        refused();
    }

    static Stream<Arguments> forgedAfterwards() {
        return Stream.of(
                forged("a cut-off way back goes on", run -> run.put("continues", "cut")),
                forged("a cutover takes itself back", run -> run.put("mode", "cutover")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forgedAfterwards")
    void whatOpenRollbackAnsweredStandsInTheStateMachine(String what, Consumer<ObjectNode> change) {
        assertThat(open().path("gated").asBoolean()).as(what).isTrue();
        alter("back", change);
        refused();
    }

    @Test
    void forgottenExecutionProvesNothing() {
        alter("cut", run -> run.put("dnsReturned", NOW));
        world.entered.put("arn:cut", List.of());

        assertThat(open().path("gated").asBoolean()).isTrue();
    }

    @Test
    void historyThatCannotBeReadProvesNothingAndEndsNothing() {
        alter("cut", run -> run.put("dnsReturned", NOW));
        world.entered.put("arn:cut", List.of("Freeze", "SwitchDns", "VerifyDns", "StopTarget", "RevertDns"));
        world.unreadable.add("arn:cut");

        assertThat(open().path("gated").asBoolean()).isTrue();
    }

    @Test
    void wayBackThatItsHistoryBearsOutAsksNobody() {
        alter("cut", run -> run.put("dnsReturned", NOW));
        world.entered.put("arn:cut", List.of("Freeze", "SwitchDns", "VerifyDns", "StopTarget", "RevertDns"));

        assertThat(open().path("gated").asBoolean()).isFalse();
        world.call(new StopTarget(world.gateways), Map.of("runId", "back", "gated", false));
        assertThat(world.target.deployments()).allMatch(deployment -> deployment.replicas() == 0);
    }

    private void refused() {
        var target = world.target.deployments();
        var records = world.zone.records(HandlerWorld.DOMAIN);
        for (var handler : List.of(
                new StopTarget(world.gateways), new FenceTarget(world.gateways), new RestoreDns(world.gateways))) {
            assertThatThrownBy(() -> world.call(handler, Map.of("runId", "back", "gated", true)))
                    .hasMessageContaining("DECISION_MISSING");
        }
        assertThat(world.target.deployments()).isEqualTo(target);
        assertThat(world.databases.closed).isEmpty();
        assertThat(world.zone.records(HandlerWorld.DOMAIN)).isEqualTo(records);
    }

    private JsonNode open() {
        world.executions.put("arn:back", "RUNNING");
        return world.call(
                new OpenRollback(world.gateways),
                "{\"runId\":\"back\",\"executionArn\":\"arn:back\",\"startedAt\":\"" + world.clock.instant()
                        + "\",\"input\":{}}");
    }

    private void alter(String runId, Consumer<ObjectNode> change) {
        var key = "runs/" + runId + "/run.json";
        try {
            var run = (ObjectNode) Json.MAPPER.readTree(world.store.read(key).orElseThrow());
            change.accept(run);
            world.store.write(key, run.toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
