package dev.landfall.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.approval.GateKind;
import dev.landfall.capture.Capture;
import dev.landfall.capture.Capture.CapturedService;
import dev.landfall.fence.DatabaseFence;
import dev.landfall.freeze.FrozenCounts;
import dev.landfall.freeze.StandingFreeze;
import dev.landfall.gateway.Databases.Session;
import dev.landfall.gateway.ScalingSuspension;
import dev.landfall.gateway.Schedule;
import dev.landfall.gateway.SourceService;
import dev.landfall.model.RunLayout;
import dev.landfall.model.failure.StillWaitingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceHandlersTest {

    private static final Map<String, String> CUT = Map.of("runId", "cut");

    @TempDir
    Path folder;

    private HandlerWorld world;

    @BeforeEach
    void world() {
        world = new HandlerWorld(folder);
    }

    @Test
    void rehearsalNeverWritesToTheSource() {
        world.openAndCapture("one", Map.of());
        world.call(new Preflight(world.gateways), Map.of("runId", "one"));
        world.call(new QuiesceTarget(world.gateways), Map.of("runId", "one"));
        world.call(new ReturnToSource(world.gateways), Map.of("runId", "one", "frozenBy", "one"));
        world.close("one");
        assertThat(world.source.mutations()).isEmpty();
        assertThat(world.zone.records(HandlerWorld.DOMAIN)).containsExactly(HandlerWorld.RECORD);
    }

    @Test
    void captureHandsOutCommandLinesAndNoSecret() {
        world.open("one", Map.of());
        var output = world.call(new CaptureSource(world.gateways), Map.of("runId", "one"));
        assertThat(output.get("assignPublicIp").asText()).isEqualTo("DISABLED");
        assertThat(output.get("subnets").get(0).asText()).isEqualTo("subnet-1");
        var command = output.get("databases").get(0).get("dumpCommand").toString();
        assertThat(command)
                .contains("postgresql://retool@source-db:5432/hammerhead_production?sslmode=require")
                .contains("\"--password-from\",\"file:");
        assertThat(output.toString() + world.store.everything()).doesNotContain("marked-");
    }

    @Test
    void secondCaptureOfARunIsTheFirstOne() {
        world.openAndCapture("one", Map.of());
        var before = world.store.everything();
        world.clock.forward(Duration.ofMinutes(1));
        world.call(new CaptureSource(world.gateways), Map.of("runId", "one"));
        assertThat(world.store.everything()).isEqualTo(before);
    }

    @Test
    void freezeStopsMainLastAndKeepsItsCounts() {
        world.openCutover("cut");
        world.approve("cut", GateKind.FREEZE);
        world.call(new Freeze(world.gateways), CUT);
        assertThat(world.source.mutations())
                .containsExactly(
                        "suspend scaling of retool-main",
                        "disable schedule nightly",
                        "scale retool-workflows from 1 to 0",
                        "scale retool-jobs from 1 to 0",
                        "scale retool-main from 2 to 0");
        assertThat(frozen("cut").services())
                .extracting(FrozenCounts.FrozenService::desiredCount)
                .containsExactly(1, 1, 2);
        assertThat(frozen("cut").notDone()).isNotEmpty();
    }

    @Test
    void secondFreezeIsUnchangedAndRemembersNoZero() {
        world.openCutover("cut");
        world.approve("cut", GateKind.FREEZE);
        world.call(new Freeze(world.gateways), CUT);
        var before = frozen("cut");
        world.approve("cut", GateKind.FREEZE);
        var again = world.call(new Freeze(world.gateways), CUT);
        assertThat(again.get("change").asText()).isEqualTo("UNCHANGED");
        assertThat(frozen("cut")).isEqualTo(before);
    }

    @Test
    void freezeOfAStoppedSourceIsRefused() {
        List.of("retool-main", "retool-jobs", "retool-workflows").forEach(name -> world.source.scale(name, 0));
        world.openCutover("cut");
        world.approve("cut", GateKind.FREEZE);
        assertThatThrownBy(() -> world.call(new Freeze(world.gateways), CUT))
                .hasMessageContaining("SOURCE_STOPPED_ALREADY");
    }

    @Test
    void freezeThatAnAbortedCutoverLeftStandingKeepsItsCounts() {
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
        assertThat(frozen("next").services()).isEqualTo(frozen("cut").services());
        assertThat(frozen("next").schedules()).containsExactly(new Schedule("nightly", true));
    }

    @Test
    void quietNamesWhatStillRunsThenWhoIsStillConnected() {
        world.openCutover("cut");
        world.approve("cut", GateKind.FREEZE);
        world.call(new Freeze(world.gateways), CUT);
        assertThatThrownBy(() -> world.call(new ConfirmQuiet(world.gateways), CUT))
                .isInstanceOf(StillWaitingException.class)
                .hasMessageContaining("retool-main (2 running");
        world.clock.forward(Duration.ofSeconds(20));
        world.databases.sessions.put("source-db", List.of(new Session("psql", "ada", "idle", "10.0.0.7")));
        assertThatThrownBy(() -> world.call(new ConfirmQuiet(world.gateways), CUT))
                .isInstanceOf(StillWaitingException.class)
                .hasMessageContaining("psql as ada from 10.0.0.7");
        world.databases.sessions.clear();
        assertThat(world.call(new ConfirmQuiet(world.gateways), CUT)
                        .get("quiet")
                        .asBoolean())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "off", "on"})
    void fenceGivesBackExactlyWhatStoodThere(String before) {
        if (!before.isEmpty()) {
            world.databases.readOnly.put("source-db", before);
        }
        var former = Map.copyOf(world.databases.readOnly);
        quiet("cut");
        world.call(new ConfirmQuiet(world.gateways), CUT);
        assertThat(world.databases.readOnly).containsExactly(Map.entry("source-db", "on"));
        assertThat(world.databases.fenced).hasSize(before.equals("on") ? 0 : 1);

        back("cut");
        assertThat(world.databases.readOnly).isEqualTo(former);
        back("cut");
        assertThat(world.databases.fenced).as("twice").hasSize(before.equals("on") ? 0 : 2);
    }

    @Test
    void fenceOfAnEarlierRunIsNotWhatStoodThere() {
        world.databases.readOnly.put("source-db", "off");
        quiet("cut");
        world.executions.put("arn:cut", "ABORTED");
        world.call(
                new CloseAbandonedRun(world.gateways),
                Map.of("runId", "cut", "executionArn", "arn:cut", "status", "ABORTED"));
        world.openAndCapture("next", Map.of("mode", "cutover", "requestedBy", "ada@example.com"));
        world.approve("next", GateKind.FREEZE);
        world.call(new Freeze(world.gateways), Map.of("runId", "next"));
        world.call(new ConfirmQuiet(world.gateways), Map.of("runId", "next"));

        back("next");

        assertThat(world.databases.readOnly).containsExactly(Map.entry("source-db", "off"));
    }

    @Test
    void whatSomebodyChangedBehindTheFenceIsLeftAndNamed() {
        quiet("cut");
        world.databases.readOnly.put("source-db", "false");

        back("cut");

        assertThat(world.databases.readOnly).containsExactly(Map.entry("source-db", "false"));
        assertThat(world.files.require(DatabaseFence.KEY, DatabaseFence.class).changed())
                .singleElement()
                .asString()
                .contains("source-db", "left at false");
    }

    @Test
    void databaseOfAnotherOwnerIsNotFenced() {
        world.databases.foreign.add("source-db");
        quiet("cut");
        assertThat(world.databases.fenced).isEmpty();
        assertThat(world.store.read(DatabaseFence.KEY)).isEmpty();
    }

    private void quiet(String run) {
        world.openCutover(run);
        world.approve(run, GateKind.FREEZE);
        world.call(new Freeze(world.gateways), Map.of("runId", run));
        world.clock.forward(Duration.ofSeconds(20));
        world.call(new ConfirmQuiet(world.gateways), Map.of("runId", run));
    }

    private void back(String run) {
        var payload = Map.of("runId", run, "frozenBy", run);
        try {
            world.call(new ReturnToSource(world.gateways), payload);
        } catch (StillWaitingException e) {
            world.clock.forward(Duration.ofSeconds(30));
            world.call(new ReturnToSource(world.gateways), payload);
        }
    }

    @Test
    void snapshotsAreAwaitedAndTakenOnce() {
        world.openCutover("cut");
        assertThatThrownBy(() -> world.call(new SnapshotDatabases(world.gateways), CUT))
                .isInstanceOf(StillWaitingException.class)
                .hasMessageContaining("creating");
        world.clock.forward(Duration.ofMinutes(1));
        var taken = world.call(new SnapshotDatabases(world.gateways), CUT);
        assertThat(taken.get("change").asText()).isEqualTo("UNCHANGED");
        assertThat(taken.get("snapshots").size()).isEqualTo(2);
    }

    @Test
    void returnGivesCountsScalingAndSchedulesBackAndIsThenUnchanged() {
        world.openCutover("cut");
        world.approve("cut", GateKind.FREEZE);
        world.call(new Freeze(world.gateways), CUT);
        world.clock.forward(Duration.ofSeconds(20));
        var payload = Map.of("runId", "cut", "frozenBy", "cut");
        assertThatThrownBy(() -> world.call(new ReturnToSource(world.gateways), payload))
                .isInstanceOf(StillWaitingException.class)
                .hasMessageContaining("retool-main (0 of 2)");
        world.clock.forward(Duration.ofSeconds(20));
        assertThat(world.call(new ReturnToSource(world.gateways), payload)
                        .get("change")
                        .asText())
                .isEqualTo("UNCHANGED");
        assertThat(world.source.services())
                .extracting(service -> service.runningCount())
                .containsExactly(2, 1, 1);
        assertThat(world.source.services().getFirst().scaling()).hasValue(ScalingSuspension.NONE);
        assertThat(world.source.schedules()).containsExactly(new Schedule("nightly", true));
    }

    @Test
    void returnOfARunThatFrozeNothingIsUnchanged() {
        world.open("one", Map.of());
        var output = world.call(new ReturnToSource(world.gateways), Map.of("runId", "one", "frozenBy", "one"));
        assertThat(output.get("change").asText()).isEqualTo("UNCHANGED");
    }

    @Test
    void serviceThatItsOwnerStoppedAndScalesGetsItsScalingBackAndStaysAtZero() {
        world.source.scale("retool-jobs", 0);
        world.source.suspendScaling("retool-main", new ScalingSuspension(false, false, true));
        freeze("cut");
        giveBack("cut");
        assertThat(counts()).containsExactly(2, 0, 1);
        assertThat(world.source.services().getFirst().scaling())
                .as("scheduled scaling was suspended by its owner")
                .hasValue(new ScalingSuspension(false, false, true));
    }

    @Test
    void countThatSomebodyChangedSinceTheFreezeIsKeptAndNamed() {
        freeze("cut");
        world.source.scale("retool-jobs", 4);
        world.source.suspendScaling("retool-main", new ScalingSuspension(true, false, false));
        var output = giveBack("cut");
        assertThat(counts()).containsExactly(2, 4, 1);
        assertThat(output.get("kept").toString())
                .contains("retool-jobs stands at 4 instead of 1", "the scaling of retool-main");
        assertThat(world.source.services().getFirst().scaling()).hasValue(new ScalingSuspension(true, false, false));
    }

    @Test
    void freezeIsOverForEverybodyOnceARunThatTookItOverGaveItBack() {
        freeze("cut");
        world.executions.put("arn:cut", "ABORTED");
        world.call(
                new CloseAbandonedRun(world.gateways),
                Map.of("runId", "cut", "executionArn", "arn:cut", "status", "ABORTED"));
        openNext("next");
        world.call(new Freeze(world.gateways), Map.of("runId", "next"));
        assertThat(StandingFreeze.in(world.files).orElseThrow())
                .satisfies(standing -> assertThat(standing.runId()).isEqualTo("next"))
                .satisfies(standing ->
                        assertThat(standing.counts().takenOverFrom()).containsExactly("cut"));
        giveBack("next");
        world.close("next");

        world.source.enableSchedule("nightly", false);
        world.source.scale("retool-jobs", 0);
        openNext("third");
        world.call(new Freeze(world.gateways), Map.of("runId", "third"));
        giveBack("third");
        world.close("third");

        assertThat(counts()).as("its owner stopped a service").containsExactly(2, 0, 1);
        assertThat(world.source.schedules()).containsExactly(new Schedule("nightly", false));
        assertThatThrownBy(() -> world.call(
                        new OpenRollback(world.gateways),
                        Map.of(
                                "runId",
                                "back",
                                "executionArn",
                                "arn:back",
                                "startedAt",
                                world.clock.instant().toString(),
                                "input",
                                Map.of("requestedBy", "ada@example.com"))))
                .hasMessageContaining("NOTHING_TO_ROLL_BACK");
    }

    @Test
    void runThatFrozeNothingGivesNothingOfAnothersFreezeBack() {
        freeze("cut");
        var stopped = world.source.mutations();
        world.call(new ReturnToSource(world.gateways), Map.of("runId", "cut", "frozenBy", "another"));
        assertThat(world.source.mutations()).isEqualTo(stopped);
        assertThat(StandingFreeze.of(world.files, "cut")).isPresent();
    }

    @Test
    void cutoverOfASourceThatIsFrozenForALiveTargetIsRefused() {
        freeze("cut");
        world.files.write(world.files.run("cut").withDnsSwitched(world.clock.instant()));
        world.close("cut");
        openNext("next");
        assertThatThrownBy(() -> world.call(new Freeze(world.gateways), Map.of("runId", "next")))
                .hasMessageContaining("TARGET_IS_LIVE")
                .hasMessageContaining("cut");
        assertThat(StandingFreeze.of(world.files, "cut")).isPresent();
    }

    @Test
    void recordThatWasAlteredStartsAndScalesNothing() {
        freeze("cut");
        var stopped = world.source.mutations();
        var written = new String(world.store.read(RunLayout.SOURCE_FREEZE).orElseThrow(), StandardCharsets.UTF_8);
        for (var altered : Map.of(
                        written.replace("\"desiredCount\" : 2", "\"desiredCount\" : 50"), "SOURCE_FREEZE_ALTERED",
                        written.replace("\"enabled\" : true", "\"enabled\" : false"), "SOURCE_FREEZE_ALTERED",
                        written.replace("retool-jobs", "bitcoin-miner"), "SOURCE_FREEZE_DIFFERS",
                        written.replace("\"cluster\" : \"retool\"", "\"cluster\" : \"other\""), "SOURCE_FREEZE_DIFFERS",
                        written.replace("\"desiredCount\" : 2", "\"desiredCount\" : -1"), "RUN_FILE_UNREADABLE",
                        written.replace("\"services\"", "\"servants\""), "RUN_FILE_UNREADABLE")
                .entrySet()) {
            assertThat(altered.getKey()).isNotEqualTo(written);
            world.store.write(RunLayout.SOURCE_FREEZE, altered.getKey().getBytes(StandardCharsets.UTF_8));
            assertThatThrownBy(() -> giveBack("cut")).hasMessageContaining(altered.getValue());
            assertThatThrownBy(() -> world.call(new Freeze(world.gateways), CUT))
                    .hasMessageContaining(altered.getValue());
            assertThat(world.source.mutations()).isEqualTo(stopped);
        }
        world.store.delete(RunLayout.SOURCE_FREEZE);
        assertThatThrownBy(() -> giveBack("cut")).hasMessageContaining("SOURCE_FREEZE_MISSING");
        world.store.write(RunLayout.SOURCE_FREEZE, written.getBytes(StandardCharsets.UTF_8));
        giveBack("cut");
        assertThat(counts()).containsExactly(2, 1, 1);
    }

    @Test
    void frozenSourceIsCapturedAsItsOwnerRunsIt() {
        var before = capture("plain");
        freeze("cut");
        world.executions.put("arn:cut", "ABORTED");
        world.call(
                new CloseAbandonedRun(world.gateways),
                Map.of("runId", "cut", "executionArn", "arn:cut", "status", "ABORTED"));
        var frozen = capture("frozen");
        assertThat(frozen.services())
                .extracting(CapturedService::desiredCount)
                .isEqualTo(before.services().stream()
                        .map(CapturedService::desiredCount)
                        .toList());
        assertThat(frozen.schedules()).containsExactly(new Schedule("nightly", true));
    }

    private Capture capture(String runId) {
        world.openAndCapture(runId, Map.of());
        world.close(runId);
        return world.files.require(Capture.key(runId), Capture.class);
    }

    private void freeze(String runId) {
        world.openCutover(runId);
        world.approve(runId, GateKind.FREEZE);
        world.call(new Freeze(world.gateways), Map.of("runId", runId));
    }

    private void openNext(String runId) {
        world.openAndCapture(runId, Map.of("mode", "cutover", "requestedBy", "ada@example.com"));
        world.approve(runId, GateKind.FREEZE);
    }

    /** Tasks take a while to start. */
    private JsonNode giveBack(String frozenBy) {
        var payload = Map.of("runId", frozenBy, "frozenBy", frozenBy);
        world.clock.forward(Duration.ofSeconds(20));
        try {
            return world.call(new ReturnToSource(world.gateways), payload);
        } catch (StillWaitingException e) {
            world.clock.forward(Duration.ofSeconds(20));
            return world.call(new ReturnToSource(world.gateways), payload);
        }
    }

    private List<Integer> counts() {
        return world.source.services().stream().map(SourceService::desiredCount).toList();
    }

    private FrozenCounts frozen(String runId) {
        return world.files.require(FrozenCounts.key(runId), FrozenCounts.class);
    }
}
