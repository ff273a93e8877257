package dev.landfall.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.approval.GateKind;
import dev.landfall.freeze.FrozenCounts;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A state that waits for people was answered with {@code SendTaskSuccess}, and the next one is called. */
class ActingStatesTest {

    private static final Map<String, String> CUT = Map.of("runId", "cut");
    private static final Map<String, String> BACK = Map.of("runId", "back");
    private static final Map<String, String> STOP = Map.of("runId", "back", "gate", "rollback");

    @TempDir
    Path folder;

    private HandlerWorld world;

    @BeforeEach
    void world() {
        world = new HandlerWorld(folder);
        world.openCutover("cut");
    }

    @Test
    void freezeStopsNothing() {
        refused(new Freeze(world.gateways), CUT);
        assertThat(world.source.mutations()).isEmpty();
        assertThat(world.files.read(FrozenCounts.key("cut"), FrozenCounts.class))
                .isEmpty();
    }

    @Test
    void switchLeavesTheDomainWhereItIs() {
        world.approve("cut", GateKind.FREEZE);
        world.call(new Freeze(world.gateways), CUT);

        refused(new SwitchDns(world.gateways), CUT);

        assertThat(world.zone.records(HandlerWorld.DOMAIN)).containsExactly(HandlerWorld.RECORD);
        assertThat(world.files.run("cut").dnsSwitched()).isEmpty();
        assertThat(world.store.read("runs/cut/dns-before.json")).isEmpty();
    }

    @Test
    void rollbackStopsNothingAndLeavesTheDomainWhereItIs() {
        live();
        var target = world.target.deployments();
        var records = world.zone.records(HandlerWorld.DOMAIN);

        refused(new StopTarget(world.gateways), STOP);
        refused(new RestoreDns(world.gateways), BACK);

        assertThat(world.target.deployments()).isEqualTo(target);
        assertThat(world.zone.records(HandlerWorld.DOMAIN)).isEqualTo(records);
    }

    @Test
    void wayBackOfACutoverAsksNobody() {
        live();

        world.call(new RevertDns(world.gateways), CUT);
        world.call(new StopTarget(world.gateways), CUT);

        assertThat(world.zone.records(HandlerWorld.DOMAIN)).containsExactly(HandlerWorld.RECORD);
        assertThat(world.target.deployments()).allMatch(deployment -> deployment.replicas() == 0);
    }

    /** None of them is a state of a rehearsal, so that it is one excuses nothing. */
    @Test
    void rehearsalIsNoWayAroundAGate() {
        world.close("cut");
        world.openAndCapture("one", Map.of());

        refused(new Freeze(world.gateways), Map.of("runId", "one"));
        refused(new SwitchDns(world.gateways), Map.of("runId", "one"));
        refused(new RestoreDns(world.gateways), Map.of("runId", "one"));

        assertThat(world.source.mutations()).isEmpty();
    }

    @Test
    void recordThatWasChangedIsNoDecision() {
        world.approve("cut", GateKind.FREEZE);
        var run = new String(world.store.read("runs/cut/run.json").orElseThrow(), StandardCharsets.UTF_8);
        world.store.write(
                "runs/cut/run.json",
                run.replace("\"planDigest\" : \"", "\"planDigest\" : \"0").getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> world.call(new Freeze(world.gateways), CUT))
                .hasMessageContaining("DECISION_NOT_PROVEN");
        assertThat(world.source.mutations()).isEmpty();
    }

    private void live() {
        world.approve("cut", GateKind.FREEZE);
        world.call(new Freeze(world.gateways), CUT);
        world.approve("cut", GateKind.GO_LIVE);
        world.call(new SwitchDns(world.gateways), world.still("cut"));
        world.executions.put("arn:back", "RUNNING");
        world.call(new CloseAbandonedRun(world.gateways), Map.of("runId", "cut", "status", "ABORTED"));
        world.call(
                new OpenRollback(world.gateways),
                Map.of(
                        "runId",
                        "back",
                        "executionArn",
                        "arn:back",
                        "startedAt",
                        world.clock.instant().toString(),
                        "input",
                        Map.of()));
    }

    private void refused(StateHandler<?, ?> handler, Map<String, String> payload) {
        assertThatThrownBy(() -> world.call(handler, payload)).hasMessageContaining("DECISION_MISSING [OPERATOR]");
    }
}
