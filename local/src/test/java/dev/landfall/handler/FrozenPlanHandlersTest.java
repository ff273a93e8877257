package dev.landfall.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.approval.GateKind;
import dev.landfall.gateway.Gateways;
import dev.landfall.gateway.RecordSet;
import dev.landfall.model.RunLayout;
import dev.landfall.model.failure.OperatorException;
import dev.landfall.model.failure.StillWaitingException;
import dev.landfall.run.FrozenPlan;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A run goes by the plan that it was opened with: what is deployed meanwhile is the next run's, what is altered stops it. */
class FrozenPlanHandlersTest {

    private static final Map<String, String> CUT = Map.of("runId", "cut");
    private static final String EVIL = "evil.attacker.example";
    private static final RecordSet ON_TARGET =
            new RecordSet(HandlerWorld.DOMAIN, "CNAME", 60, List.of("target.elb.example.net"), false);

    @TempDir
    Path folder;

    private HandlerWorld world;

    @BeforeEach
    void world() {
        world = new HandlerWorld(folder);
    }

    private static String elsewhere() {
        return HandlerWorld.configuration()
                .replace("\"dnsTarget\": \"target.elb.example.net\"", "\"dnsTarget\": \"" + EVIL + "\"");
    }

    private void alter(String runId, String before, String after) {
        var key = new RunLayout(runId).plan();
        var plan = new String(world.store.read(key).orElseThrow(), StandardCharsets.UTF_8);
        assertThat(plan).contains(before);
        world.store.write(key, plan.replace(before, after).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void deploymentDuringTheRunDoesNotReachIt() {
        world.openCutover("cut");
        world.approve("cut", GateKind.FREEZE);
        world.call(new Freeze(world.gateways), CUT);
        world.configure(elsewhere());

        world.approve("cut", GateKind.GO_LIVE);
        world.call(new SwitchDns(world.gateways), world.still("cut"));

        assertThat(world.zone.records(HandlerWorld.DOMAIN)).containsExactly(ON_TARGET);
        world.store.delete(RunLayout.CONFIGURATION);
        world.call(new RevertDns(world.gateways), CUT);
        assertThat(world.zone.records(HandlerWorld.DOMAIN)).containsExactly(HandlerWorld.RECORD);
    }

    static Stream<Function<Gateways, StateHandler<?, ?>>> statesThatGoOn() {
        return Stream.of(
                RequestFreeze::new,
                Freeze::new,
                SnapshotDatabases::new,
                QuiesceTarget::new,
                RestoreDatabase::new,
                CompareDatabase::new,
                CopyStorage::new,
                WakeTarget::new,
                RehearseDns::new,
                RequestGoLive::new,
                SwitchDns::new,
                LiftFreeze::new,
                TellDrift::new);
    }

    @ParameterizedTest
    @MethodSource("statesThatGoOn")
    void alteredPlanStopsEveryStateThatGoesOn(Function<Gateways, StateHandler<?, ?>> state) {
        world.openCutover("cut");
        var handler = state.apply(world.gateways);
        var digests = Map.of("plan", "p", "data", "d", "manifest", "m");
        Map<String, Object> payload = Map.of(
                "runId",
                "cut",
                "taskToken",
                "token",
                "database",
                "app",
                "sealKey",
                "key",
                "dumped",
                digests,
                "restored",
                digests,
                "compared",
                List.of(),
                "proofs",
                List.of());
        var sound = world.store.read(new RunLayout("cut").plan()).orElseThrow();
        var before = world.store.contents();

        alter("cut", "target.elb.example.net\"", EVIL + "\"");
        refused(handler, payload);
        world.store.write(new RunLayout("cut").plan(), "{}".getBytes(StandardCharsets.UTF_8));
        refused(handler, payload);
        world.store.write(
                new RunLayout("cut").plan(),
                world.store.read(new RunLayout("rehearsal").plan()).orElseThrow());
        refused(handler, payload);
        world.store.delete(new RunLayout("cut").plan());
        refused(handler, payload);

        world.store.write(new RunLayout("cut").plan(), sound);
        assertThat(world.store.contents()).as("nothing was written").isEqualTo(before);
        assertThat(world.source.mutations()).isEmpty();
        assertThat(world.target.jobs).isEmpty();
        assertThat(world.mails).isEmpty();
        assertThat(world.zone.records(HandlerWorld.DOMAIN)).containsExactly(HandlerWorld.RECORD);
    }

    private void refused(StateHandler<?, ?> handler, Map<String, Object> payload) {
        assertThatThrownBy(() -> world.call(handler, payload))
                .isInstanceOf(OperatorException.class)
                .hasMessageContaining("PLAN_CHANGED")
                .hasMessageContaining("runs/cut/frozen-plan.json");
    }

    @Test
    void wayBackNeedsNoPlanInTheStore() {
        world.openCutover("cut");
        world.approve("cut", GateKind.FREEZE);
        world.call(new Freeze(world.gateways), CUT);
        world.approve("cut", GateKind.GO_LIVE);
        world.call(new SwitchDns(world.gateways), world.still("cut"));
        world.store.write(new RunLayout("cut").plan(), "no plan at all".getBytes(StandardCharsets.UTF_8));

        world.call(new RevertDns(world.gateways), CUT);
        world.call(new StopTarget(world.gateways), CUT);
        untilDone(new ReturnToSource(world.gateways), Map.of("runId", "cut", "frozenBy", "cut"));
        world.call(new WriteReport(world.gateways), CUT);
        world.close("cut");

        assertThat(world.zone.records(HandlerWorld.DOMAIN)).containsExactly(HandlerWorld.RECORD);
        assertThat(world.source.services())
                .extracting(service -> service.runningCount())
                .containsExactly(2, 1, 1);
        assertThat(new String(world.store.read("runs/cut/report.json").orElseThrow(), StandardCharsets.UTF_8))
                .contains("runs/cut/frozen-plan.json is no longer the plan that this run was opened with");
        assertThat(world.store.read(RunLayout.LOCK)).isEmpty();
    }

    @Test
    void openingThatIsTriedAgainFindsItsPlanAndRefusesAnother() {
        var first = world.open("one", Map.of());
        assertThat(world.open("one", Map.of())).isEqualTo(first);
        assertThat(FrozenPlan.of(world.files, "one").digest())
                .isEqualTo(first.path("planDigest").asText());

        world.configure(elsewhere());

        assertThatThrownBy(() -> world.open("one", Map.of()))
                .hasMessageContaining("PLAN_CHANGED")
                .hasMessageContaining("changed between two tries of opening it");
        assertThat(FrozenPlan.of(world.files, "one").digest())
                .isEqualTo(first.path("planDigest").asText());
        assertThat(world.store.read(RunLayout.LOCK))
                .as("a refused run holds no lock")
                .isEmpty();
    }

    @Test
    void rehearsalWhosePlanWasAlteredAllowsNoCutover() {
        world.open("rehearsal", Map.of());
        world.close("rehearsal");
        alter("rehearsal", "target.elb.example.net\"", EVIL + "\"");

        assertThatThrownBy(() -> world.open("cut", Map.of("mode", "cutover", "requestedBy", "ada@example.com")))
                .hasMessageContaining("NO_REHEARSAL")
                .hasMessageContaining("rehearsal has no longer the plan that it rehearsed");
    }

    @Test
    void nameThatCannotBeARunsIsRefusedAtTheDoor() {
        for (var name : List.of("../../x", "a/b", "evil.example.net", "x".repeat(81))) {
            assertThatThrownBy(() -> world.open(name, Map.of())).hasMessageContaining("RUN_NAME_INVALID");
            assertThatThrownBy(() -> openRollback(name)).hasMessageContaining("RUN_NAME_INVALID");
        }
        assertThat(world.store.contents()).containsOnlyKeys(RunLayout.CONFIGURATION);
    }

    @Test
    void rollbackTakesBackWhatTheCutoverDidAndAsksThePeopleOfNow() {
        liveCutover();
        world.configure(elsewhere()
                .replace("[\"ada@example.com\", \"ben@example.com\"]", "[\"cleo@example.com\", \"dan@example.com\"]")
                .replace("\"retool-main\", ", ""));

        var opened = openRollback("back");

        var plan = FrozenPlan.of(world.files, "back").configuration();
        assertThat(plan.source().services()).containsExactly("retool-main", "retool-jobs", "retool-workflows");
        assertThat(plan.target().dnsTarget()).contains("target.elb.example.net");
        assertThat(plan.approvals().approvers()).containsExactly("cleo@example.com", "dan@example.com");
        assertThat(opened.at("/plan/configuration/domain").asText()).isEqualTo(HandlerWorld.DOMAIN);
    }

    @Test
    void rollbackIsOpenedWhateverBecameOfOneOfTheTwoFiles() {
        liveCutover();
        world.store.delete(RunLayout.CONFIGURATION);
        openRollback("one");
        assertThat(world.files.run("one").notes())
                .singleElement()
                .asString()
                .contains("The deployed landfall.json cannot be read");
        assertThat(FrozenPlan.of(world.files, "one").configuration().approvals().approvers())
                .contains("ada@example.com");
        world.close("one");

        world = new HandlerWorld(folder.resolve("second"));
        world.configure(HandlerWorld.configuration()
                .replace("\"approvals\": {", "\"approvals\": {\"pageUrl\": \"https://approve.example.com\", "));
        liveCutover();
        alter("cut", "target.elb.example.net\"", EVIL + "\"");
        openRollback("two");
        assertThat(world.files.run("two").notes())
                .singleElement()
                .asString()
                .contains("The plan of the cutover cut was altered or removed");
        assertThat(FrozenPlan.of(world.files, "two").configuration().target().dnsTarget())
                .contains("target.elb.example.net");
        world.call(new RequestRollback(world.gateways), Map.of("runId", "two", "taskToken", "gate"));
        assertThat(world.letters)
                .isNotEmpty()
                .allSatisfy(letter -> assertThat(letter)
                        .contains("The plan of the cutover cut was altered or removed")
                        .contains("points to CNAME target.elb.example.net now, and will point to CNAME source.elb"));
    }

    @Test
    void abandonedRunIsClosedWhateverBecameOfItsPlan() {
        world.openCutover("cut");
        alter("cut", "target.elb.example.net\"", EVIL + "\"");

        world.executions.put("arn:cut", "ABORTED");
        world.call(
                new CloseAbandonedRun(world.gateways),
                Map.of("runId", "cut", "executionArn", "arn:cut", "status", "ABORTED"));

        assertThat(world.store.read(RunLayout.LOCK)).isEmpty();
        assertThat(world.files.run("cut").notes()).singleElement().asString().contains("was not stopped");
    }

    private void liveCutover() {
        world.openCutover("cut");
        world.approve("cut", GateKind.FREEZE);
        world.call(new Freeze(world.gateways), CUT);
        world.clock.forward(Duration.ofMinutes(1));
        world.approve("cut", GateKind.GO_LIVE);
        world.call(new SwitchDns(world.gateways), world.still("cut"));
        untilDone(new VerifyDns(world.gateways), Map.of("runId", "cut"));
        world.close("cut");
    }

    private void untilDone(StateHandler<?, ?> handler, Map<String, String> payload) {
        for (int attempt = 0; attempt < 50; attempt++) {
            try {
                world.call(handler, payload);
                return;
            } catch (StillWaitingException e) {
                world.clock.forward(Duration.ofSeconds(5));
            }
        }
        world.call(handler, payload);
    }

    private JsonNode openRollback(String runId) {
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
}
