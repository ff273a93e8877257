package dev.landfall.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.approval.GateKind;
import dev.landfall.freeze.FrozenCounts;
import dev.landfall.gateway.Databases.Session;
import dev.landfall.model.failure.OperatorException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A state that waits for people was answered with {@code SendTaskSuccess}, and the next one is called. */
class ActingStatesTest {

    private static final Map<String, String> CUT = Map.of("runId", "cut");
    private static final Map<String, String> BACK = Map.of("runId", "back");
    private static final Map<String, String> STOP = Map.of("runId", "back");

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

        refused(new SwitchDns(world.gateways), world.proven("cut"));

        assertThat(world.zone.records(HandlerWorld.DOMAIN)).containsExactly(HandlerWorld.RECORD);
        assertThat(world.files.run("cut").dnsSwitched()).isEmpty();
        assertThat(world.store.read("runs/cut/dns-before.json")).isEmpty();
    }

    /** A pipeline scaled it up again, a client came, or nobody looked: each after everything else was in order. */
    @Test
    void switchRefusesASourceThatDoesNotStandStill() {
        world.approve("cut", GateKind.FREEZE);
        world.call(new Freeze(world.gateways), CUT);
        world.approve("cut", GateKind.GO_LIVE);
        var still = world.still("cut");

        world.source.scale("retool-main", 3);
        switchRefused(still, "SOURCE_RUNS_AGAIN", "retool-main");
        world.source.scale("retool-main", 0);
        world.clock.forward(Duration.ofSeconds(20));

        world.databases.sessions.put("source-db", List.of(new Session("etl", "ada", "idle", "10.0.0.7")));
        switchRefused(still, "SOURCE_IN_USE", "etl as ada from 10.0.0.7");
        world.databases.sessions.clear();

        switchRefused(Map.of("runId", "cut", "proofs", List.of()), "SOURCE_NOT_PROVEN", "app");
        var old = world.proven("cut");
        world.clock.forward(Duration.ofMinutes(31));
        switchRefused(old, "SOURCE_NOT_PROVEN", "31 minutes old");

        world.call(new SwitchDns(world.gateways), world.proven("cut"));
        assertThat(world.files.run("cut").dnsSwitched()).isPresent();
    }

    private void switchRefused(Map<String, Object> payload, String code, String named) {
        assertThatThrownBy(() -> world.call(new SwitchDns(world.gateways), payload))
                .isInstanceOf(OperatorException.class)
                .hasMessageContaining(code)
                .hasMessageContaining(named);
        assertThat(world.zone.records(HandlerWorld.DOMAIN)).containsExactly(HandlerWorld.RECORD);
        assertThat(world.files.run("cut").dnsSwitched()).isEmpty();
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
        refused(new SwitchDns(world.gateways), world.proven("one"));
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
        world.executions.put("arn:cut", "ABORTED");
        world.call(
                new CloseAbandonedRun(world.gateways),
                Map.of("runId", "cut", "executionArn", "arn:cut", "status", "ABORTED"));
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

    private void refused(StateHandler<?, ?> handler, Map<String, ?> payload) {
        assertThatThrownBy(() -> world.call(handler, payload)).hasMessageContaining("DECISION_MISSING [OPERATOR]");
    }
}
