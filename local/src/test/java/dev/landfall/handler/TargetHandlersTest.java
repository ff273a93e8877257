package dev.landfall.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.gateway.Databases.Session;
import dev.landfall.gateway.JobState;
import dev.landfall.gateway.MoverTask;
import dev.landfall.gateway.TargetCluster.Controller;
import dev.landfall.local.cloud.InMemoryClusterNodes.Machine;
import dev.landfall.model.Architecture;
import dev.landfall.model.RunLayout;
import dev.landfall.model.failure.Problem;
import dev.landfall.model.failure.StillWaitingException;
import dev.landfall.model.transfer.DumpFailure;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TargetHandlersTest {

    private static final Map<String, String> RUN = Map.of("runId", "one");

    @TempDir
    Path folder;

    private HandlerWorld world;

    @BeforeEach
    void world() {
        world = new HandlerWorld(folder);
        world.openAndCapture("one", Map.of());
    }

    @Test
    void workflowsStopFirstAndMainLast() {
        world.call(new QuiesceTarget(world.gateways), RUN);
        assertThat(world.target.calls)
                .containsExactly("scale retool-workflow-worker 0", "scale retool-jobs-runner 0", "scale retool 0");
        assertThat(world.call(new QuiesceTarget(world.gateways), RUN)
                        .get("change")
                        .asText())
                .isEqualTo("UNCHANGED");
        assertThat(world.target.deployment("retool").savedReplicas()).hasValue(2);
    }

    @Test
    void quiescingWaitsForPodsAndThenForSessions() {
        world.target.slow = true;
        assertThatThrownBy(() -> world.call(new QuiesceTarget(world.gateways), RUN))
                .isInstanceOf(StillWaitingException.class)
                .hasMessageContaining("retool (2)");
        world.target.settle();
        world.databases.sessions.put("target-db", List.of(new Session("retool", "retool", "active", "10.1.0.9")));
        assertThatThrownBy(() -> world.call(new QuiesceTarget(world.gateways), RUN))
                .hasMessageContaining("SESSIONS_LEFT");
    }

    @Test
    void oneBackendWakesFirstAndWorkflowsStayOff() {
        world.call(new QuiesceTarget(world.gateways), RUN);
        world.target.slow = true;
        assertThatThrownBy(() -> world.call(new WakeTarget(world.gateways), RUN))
                .isInstanceOf(StillWaitingException.class)
                .hasMessageContaining("retool (0 of 1 ready");
        assertThat(world.target.deployment("retool-jobs-runner").replicas()).isZero();
        world.target.settle();
        world.target.slow = false;
        world.call(new WakeTarget(world.gateways), RUN);
        assertThat(world.target.deployment("retool").replicas()).isEqualTo(2);
        assertThat(world.target.deployment("retool-jobs-runner").replicas()).isEqualTo(1);
        assertThat(world.target.deployment("retool-workflow-worker").replicas()).isZero();
        assertThat(world.target.deployment("retool-workflow-worker").savedReplicas())
                .hasValue(1);
        assertThat(world.target.deployment("retool").savedReplicas()).isEmpty();
    }

    @Test
    void targetWhoseCountNobodyKnowsIsNotCalledAwake() {
        world.call(new QuiesceTarget(world.gateways), RUN);
        world.target.forgetReplicas("retool");
        assertThatThrownBy(() -> world.call(new WakeTarget(world.gateways), RUN))
                .hasMessageContaining("TARGET_COUNT_UNKNOWN");
    }

    @Test
    void resumeGivesBackWhatRanAndWakesNoWorkflowOfAnEarlierRehearsal() {
        world.call(new QuiesceTarget(world.gateways), RUN);
        world.call(new WakeTarget(world.gateways), RUN);
        world.close("one");
        world.openAndCapture("two", Map.of());
        world.call(new QuiesceTarget(world.gateways), Map.of("runId", "two"));
        world.call(new ResumeTarget(world.gateways), Map.of("runId", "two"));
        assertThat(world.target.deployment("retool").replicas()).isEqualTo(2);
        assertThat(world.target.deployment("retool-workflow-worker").replicas()).isZero();
    }

    @Test
    void jobIsCreatedOnceAndAgainOnlyAfterItFailed() {
        world.call(new QuiesceTarget(world.gateways), RUN);
        var payload = Map.of("runId", "one", "taskToken", "marked-token", "database", "app", "sealKey", "marked-key");
        assertThat(world.call(new RestoreDatabase(world.gateways), payload)
                        .get("change")
                        .asText())
                .isEqualTo("CREATED");
        assertThat(world.call(new RestoreDatabase(world.gateways), payload)
                        .get("change")
                        .asText())
                .isEqualTo("UNCHANGED");
        var job = world.target.jobs.values().iterator().next();
        assertThat(job.arguments()).startsWith("restore", "--store", "s3://landfall-runs", "--run", "one");
        assertThat(job.arguments()).contains("file:/var/run/landfall/password");
        assertThat(job.passwordSecrets())
                .containsExactly(Map.entry("/var/run/landfall/password", "retool-db/password"));
        world.target.states.put(
                job.name(), new JobState(job.name(), JobState.Phase.FAILED, Optional.empty(), Optional.of(1)));
        assertThat(world.call(new RestoreDatabase(world.gateways), payload)
                        .get("change")
                        .asText())
                .isEqualTo("CREATED");
        assertThat(world.store.everything()).doesNotContain("marked-token", "marked-key");
        assertThat(job.sealKey()).contains("marked-key");
    }

    @Test
    void jobAsksForWhatTheClustersNodesHaveAndHasItsAccountFirst() {
        world.call(new QuiesceTarget(world.gateways), RUN);
        world.surroundings.machines.clear();
        world.surroundings.machines.add(new Machine(Architecture.ARM64, false));

        world.call(
                new RestoreDatabase(world.gateways),
                Map.of("runId", "one", "taskToken", "token", "database", "app", "sealKey", "key"));

        assertThat(world.target.jobs.values().iterator().next().architecture()).isEqualTo(Architecture.ARM64);
        assertThat(world.target.calls).contains("account");
    }

    @Test
    void compareTakesTheConfiguredLevelAndTheManifestThatTheDumpAnswered() {
        world.call(new QuiesceTarget(world.gateways), RUN);
        world.call(new CompareDatabase(world.gateways), compared("p", "d"));
        var job = world.target.jobs.values().iterator().next();
        assertThat(job.arguments()).containsSequence("--level", "content");
        assertThat(job.arguments()).containsSequence("--manifest-digest", "m");
        assertThat(job.sealKey()).contains("key");
    }

    @Test
    void nothingIsRestoredOrComparedWhereAControllerBroughtPodsBack() {
        world.call(new QuiesceTarget(world.gateways), RUN);
        world.target.controllers.add(new Controller("retool", "KEDA ScaledObject retool", true));
        world.target.scale("retool", 1);

        assertThatThrownBy(() -> world.call(
                        new RestoreDatabase(world.gateways),
                        Map.of("runId", "one", "taskToken", "token", "database", "app", "sealKey", "key")))
                .hasMessageStartingWith("TARGET_CAME_BACK [OPERATOR]")
                .hasMessageContaining("retool (1)")
                .hasMessageContaining("KEDA ScaledObject retool");
        assertThatThrownBy(() -> world.call(new CompareDatabase(world.gateways), compared("p", "d")))
                .hasMessageStartingWith("TARGET_CAME_BACK [OPERATOR]");
        assertThatThrownBy(() -> world.call(new ConfirmStill(world.gateways), RUN))
                .hasMessageStartingWith("TARGET_CAME_BACK [OPERATOR]");
        world.target.scale("retool", 0);
        assertThat(world.call(new ConfirmStill(world.gateways), RUN)
                        .path("still")
                        .asBoolean())
                .isTrue();
        assertThat(world.target.jobs).isEmpty();
    }

    @Test
    void restoreThatReadSomethingElseThanTheDumpWroteIsNotCompared() {
        assertThatThrownBy(() -> world.call(new CompareDatabase(world.gateways), compared("other", "d")))
                .hasMessageStartingWith("OBJECTS_CHANGED [OPERATOR]")
                .hasMessageContaining("plan.json");
        assertThatThrownBy(() -> world.call(new CompareDatabase(world.gateways), compared("p", "other")))
                .hasMessageStartingWith("OBJECTS_CHANGED [OPERATOR]")
                .hasMessageContaining("data.json");
        assertThat(world.target.jobs).isEmpty();
    }

    private static Map<String, Object> compared(String plan, String data) {
        return Map.of(
                "runId", "one",
                "taskToken", "token",
                "database", "app",
                "sealKey", "key",
                "dumped", Map.of("plan", "p", "data", "d", "manifest", "m"),
                "restored", Map.of("plan", plan, "data", data));
    }

    @Test
    void diagnosisNamesTheDumpsOwnReasonAndStopsTheSibling() {
        world.call(new QuiesceTarget(world.gateways), RUN);
        world.call(
                new RestoreDatabase(world.gateways),
                Map.of("runId", "one", "taskToken", "token", "database", "app", "sealKey", "key"));
        world.source.recordMoverTask("one/app", new MoverTask("task-1", "RUNNING", Optional.empty(), Optional.empty()));
        world.files.write(
                new RunLayout("one").database("app").dumpFailure(),
                new DumpFailure(
                        "a1",
                        world.clock.instant(),
                        "SOURCE_UNREACHABLE",
                        "SOURCE_UNREACHABLE [RETRY]: The server closed the connection. Remedy: Start it."));
        var diagnosed = world.call(
                new DiagnoseMove(world.gateways),
                Map.of(
                        "runId", "one",
                        "database", "app",
                        "failure",
                                Map.of(
                                        "state", "CopyDatabase",
                                        "error", "DUMP_FAILED",
                                        "cause", "DUMP_FAILED [RETRY]: The dump failed. Remedy: Look there.")));
        assertThat(diagnosed.get("error").asText()).isEqualTo("SOURCE_UNREACHABLE");
        assertThat(diagnosed.get("cause").asText()).startsWith("SOURCE_UNREACHABLE [RETRY]: The server closed");
        assertThat(diagnosed.get("stopped").size()).isEqualTo(2);
        assertThat(world.target.jobs).isEmpty();
    }

    /** The other database's move was cut off, and its own diagnosis with it. */
    @Test
    void everyMoverOfTheRunIsStoppedAndTheOthersReasonTold() {
        world.call(new QuiesceTarget(world.gateways), RUN);
        world.call(
                new RestoreDatabase(world.gateways),
                Map.of("runId", "one", "taskToken", "token", "database", "app", "sealKey", "key"));
        world.source.recordMoverTask("one/app", new MoverTask("task-1", "RUNNING", Optional.empty(), Optional.empty()));
        world.files.write(
                new RunLayout("one").database("app").dumpFailure(),
                new DumpFailure(
                        "a1",
                        world.clock.instant(),
                        "SOURCE_UNREACHABLE",
                        "SOURCE_UNREACHABLE [RETRY]: The server closed the connection. Remedy: Start it."));

        var stopped = world.call(
                new DiagnoseMove(world.gateways),
                Map.of(
                        "runId",
                        "one",
                        "failure",
                        Map.of(
                                "state", "MoveDatabases",
                                "error", "TABLE_DIFFERS",
                                "cause", "TABLE_DIFFERS [OPERATOR]: users differs. Remedy: Move again.")));

        assertThat(stopped.get("error").asText()).isEqualTo("TABLE_DIFFERS");
        assertThat(stopped.get("cause").asText())
                .isEqualTo(
                        "TABLE_DIFFERS [OPERATOR]: users differs. Also app: SOURCE_UNREACHABLE: The server closed the"
                                + " connection. Remedy: Move again.");
        assertThat(stopped.get("stopped")).hasSize(2);
        assertThat(world.target.jobs).isEmpty();
    }

    /** Its own diagnosis was cut off before it began; its restore had failed by a reason that only its pod has. */
    @Test
    void anotherDatabasesRestoreTellsItsReasonByItsPod() {
        world.call(new QuiesceTarget(world.gateways), RUN);
        world.call(
                new RestoreDatabase(world.gateways),
                Map.of("runId", "one", "taskToken", "token", "database", "app", "sealKey", "key"));
        var job = world.target.jobs.keySet().iterator().next();
        world.target.states.put(
                job,
                new JobState(job, JobState.Phase.FAILED, Optional.of("Error"), Optional.of(1))
                        .saying(Optional.of(Problem.operator("DISK_FULL", "The disk is full.", "Make room."))));

        var told = world.call(
                new DiagnoseMove(world.gateways),
                Map.of(
                        "runId",
                        "one",
                        "failure",
                        Map.of(
                                "state", "MoveDatabases",
                                "error", "TABLE_DIFFERS",
                                "cause", "TABLE_DIFFERS [OPERATOR]: users differs. Remedy: Move again.")));

        assertThat(told.get("cause").asText())
                .isEqualTo(
                        "TABLE_DIFFERS [OPERATOR]: users differs. Also app: DISK_FULL: The disk is full. Remedy: Move"
                                + " again.");
    }

    @Test
    void podThatToldNothingIsDiagnosedByKubernetesReasonAndItsJobRemoved() {
        probe();
        var job = world.target.jobs.keySet().iterator().next();
        world.target.states.put(
                job, new JobState(job, JobState.Phase.PENDING, Optional.of("ImagePullBackOff"), Optional.empty()));

        var diagnosed = world.call(new DiagnosePod(world.gateways), Map.of("runId", "one", "failure", SILENT));

        assertThat(diagnosed.get("error").asText()).isEqualTo("JOB_IMAGE_UNAVAILABLE");
        assertThat(diagnosed.get("stopped").get(0).asText()).isEqualTo(job);
        assertThat(world.target.jobs).isEmpty();

        world.store.delete(new RunLayout("one").pod());
        assertThatThrownBy(() -> world.call(
                        new Preflight(world.gateways),
                        Map.of(
                                "runId",
                                "one",
                                "podFailure",
                                Map.of(
                                        "state", "ProbePod",
                                        "error", diagnosed.get("error").asText(),
                                        "cause", diagnosed.get("cause").asText()))))
                .hasMessageContaining("pod-identity")
                .hasMessageContaining("ImagePullBackOff");
    }

    @Test
    void podThatLeftNoReasonIsDiagnosedByItsSilence() {
        probe();

        var diagnosed = world.call(new DiagnosePod(world.gateways), Map.of("runId", "one", "failure", SILENT));

        assertThat(diagnosed.get("error").asText()).isEqualTo("STATE_TIMED_OUT");
        assertThat(world.target.jobs).isEmpty();
    }

    @Test
    void preflightOnlyReadsWhateverBecameOfThePod() {
        probe();
        world.store.delete(new RunLayout("one").pod());

        assertThatThrownBy(
                        () -> world.call(new Preflight(world.gateways), Map.of("runId", "one", "podFailure", SILENT)))
                .hasMessageContaining("pod-identity")
                .hasMessageContaining("The state ProbePod took longer than it may");
        assertThat(world.target.jobs).hasSize(1);
    }

    @Test
    void abandonedRunLeavesNoPodBehind() {
        probe();

        world.executions.put("arn:one", "ABORTED");
        world.call(
                new CloseAbandonedRun(world.gateways),
                Map.of("runId", "one", "executionArn", "arn:one", "status", "ABORTED"));

        assertThat(world.target.jobs).isEmpty();
    }

    private static final Map<String, String> SILENT =
            Map.of("state", "ProbePod", "error", "States.Timeout", "cause", "600 s");

    private void probe() {
        world.call(new ProbePod(world.gateways), Map.of("runId", "one", "taskToken", "marked-token"));
        assertThat(world.target.jobs).hasSize(1);
    }
}
