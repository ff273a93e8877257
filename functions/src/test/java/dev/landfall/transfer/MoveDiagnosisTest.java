package dev.landfall.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.gateway.JobState;
import dev.landfall.gateway.MoverTask;
import dev.landfall.model.Architecture;
import dev.landfall.model.failure.Problem;
import dev.landfall.model.transfer.DumpFailure;
import dev.landfall.run.Failure;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MoveDiagnosisTest {

    private static final Failure LOST = new Failure("CopyDatabase", "States.HeartbeatTimeout", "");
    private static final Failure CONSEQUENCE =
            new Failure("CopyDatabase", "DUMP_FAILED", "DUMP_FAILED [RETRY]: The dump failed. Remedy: Look there.");

    @Test
    void moversOwnReasonStands() {
        var own = new Failure("CopyDatabase", "X", "DISK_FULL [OPERATOR]: The disk is full. Remedy: Make room.");
        assertThat(diagnose(own, List.of(), List.of()).code()).isEqualTo("DISK_FULL");
    }

    @Test
    void dumpsReasonComesBeforeTheRestoresConsequence() {
        var left = new DumpFailure(
                "a1", Instant.EPOCH, "SOURCE_GONE", "SOURCE_GONE [RETRY]: It went away. Remedy: Start it.");
        var problem = new MoveDiagnosis(CONSEQUENCE, Optional.of(left), List.of(), List.of()).problem();
        assertThat(problem.code()).isEqualTo("SOURCE_GONE");
    }

    @Test
    void moversLastWordsSayMoreThanThatItsJobFailed() {
        var full = Problem.operator("DISK_FULL", "The disk is full.", "Make room.");
        var job = new JobState("job", JobState.Phase.FAILED, Optional.of("Error: …"), Optional.of(1))
                .saying(Optional.of(full));

        assertThat(diagnose(LOST, List.of(), List.of(job))).isEqualTo(full);
    }

    /** Kubernetes knows why it ended a pod; the mover only that somebody ended it. */
    @Test
    void kubernetesReasonStandsBeforeTheMoversThatWasEnded() {
        var job = new JobState("job", JobState.Phase.FAILED, Optional.of("Evicted: The node was low"), Optional.of(143))
                .saying(Optional.of(Problem.retry("TERMINATED", "It was told to end.", "Find out who stopped it.")));

        assertThat(diagnose(LOST, List.of(), List.of(job)).code()).isEqualTo("JOB_EVICTED");
    }

    @Test
    void whatFailedByItselfIsOwn() {
        var died = new MoverTask("arn", "STOPPED", Optional.of("OutOfMemoryError"), Optional.of(137));
        assertThat(own(List.of(died), List.of())).contains("DUMP_TASK_STOPPED");

        var failed = new JobState("job", JobState.Phase.FAILED, Optional.of("OOMKilled"), Optional.of(137));
        assertThat(own(List.of(), List.of(failed))).contains("JOB_OUT_OF_MEMORY");
    }

    @Test
    void whatWasStoppedOrGoesOnOrWaitsIsNotOwn() {
        var stopped = new MoverTask("arn", "STOPPED", Optional.of("The move failed: X"), Optional.of(143));
        assertThat(own(List.of(stopped), List.of())).isEmpty();

        var earlier = new MoverTask("one", "STOPPED", Optional.of("Spot"), Optional.of(1));
        var later = new MoverTask("two", "RUNNING", Optional.empty(), Optional.empty());
        assertThat(own(List.of(earlier, later), List.of())).isEmpty();

        var waiting = new JobState("job", JobState.Phase.PENDING, Optional.of("Unschedulable: x"), Optional.empty());
        assertThat(own(List.of(), List.of(waiting))).isEmpty();
    }

    private static Optional<String> own(List<MoverTask> tasks, List<JobState> jobs) {
        return new MoveDiagnosis(LOST, Optional.empty(), tasks, jobs).own().map(Problem::code);
    }

    @Test
    void taskThatNeverStartedExplainsALostHeartbeat() {
        var task = new MoverTask("arn", "STOPPED", Optional.of("CannotPullContainerError: x"), Optional.empty());
        var problem = diagnose(LOST, List.of(task), List.of());
        assertThat(problem.code()).isEqualTo("DUMP_TASK_STOPPED");
        assertThat(problem.seen()).contains("CannotPullContainerError");
    }

    @ParameterizedTest
    @CsvSource({
        "PENDING, ImagePullBackOff: Back-off pulling image, JOB_IMAGE_UNAVAILABLE",
        "PENDING, ErrImagePull: not found, JOB_IMAGE_UNAVAILABLE",
        "PENDING, Unschedulable: 0/3 nodes are available, JOB_UNSCHEDULABLE",
        "PENDING, FailedCreate: exceeded quota, JOB_NOT_ADMITTED",
        "PENDING, CreateContainerConfigError: secret not found, JOB_CONFIGURATION_MISSING",
        "FAILED, OOMKilled, JOB_OUT_OF_MEMORY",
        "FAILED, DeadlineExceeded: Job was active longer than specified deadline, JOB_DEADLINE_EXCEEDED",
        "FAILED, Evicted: The node was low on resource, JOB_EVICTED",
        "FAILED, Error: Exception in thread, JOB_FAILED",
        "FAILED, , JOB_FAILED"
    })
    void jobsOwnReasonExplainsALostHeartbeat(JobState.Phase phase, String reason, String code) {
        var job = new JobState("job", phase, Optional.ofNullable(reason), Optional.empty());
        var problem = diagnose(LOST, List.of(), List.of(job));
        assertThat(problem.code()).isEqualTo(code);
        assertThat(problem.seen()).contains(Optional.ofNullable(reason).orElse("no reason given"));
    }

    /** As kube-scheduler writes them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Unschedulable: 0/3 nodes are available: 3 node(s) didn't match Pod's node affinity/selector. preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling.",
                "Unschedulable: 0/3 nodes are available: 3 node(s) didn't match Pod's node affinity/selector. no new claims to deallocate, preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling.",
                "Unschedulable: 0/3 nodes are available: 1 node(s) had untolerated taint {node.kubernetes.io/not-ready: }, 2 node(s) didn't match Pod's node affinity/selector. preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling.",
                "Unschedulable: 0/2 nodes are available: 1 node(s) didn't match Pod's node affinity/selector, 1 node(s) were unschedulable.",
                "Unschedulable: 0/2 nodes are available: 1 node(s) didn't match Pod's node affinity/selector, 1 node(s) had untolerated taint(s).",
            })
    void missingNodeOfTheArchitectureIsNamed(String reason) {
        var problem = diagnose(LOST, List.of(), List.of(waiting(reason)));

        assertThat(problem.code()).isEqualTo("JOB_ARCHITECTURE_MISSING");
        assertThat(problem.seen())
                .startsWith("The cluster has no node of architecture arm64")
                .contains(reason);
        assertThat(problem.remedy()).contains("target.architecture", "amd64 or arm64");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Unschedulable: 0/2 nodes are available: 1 Insufficient cpu, 1 node(s) didn't match Pod's node affinity/selector. preemption: 0/2 nodes are available: 2 Preemption is not helpful for scheduling.",
                "Unschedulable: 0/2 nodes are available: 2 node(s) had untolerated taint {eks.amazonaws.com/compute-type: fargate}.",
                "Unschedulable: no nodes available to schedule pods",
            })
    void podThatAnotherThingKeepsFromItsNodeSaysWhatItAsksFor(String reason) {
        var problem = diagnose(LOST, List.of(), List.of(waiting(reason)));

        assertThat(problem.code()).isEqualTo("JOB_UNSCHEDULABLE");
        assertThat(problem.seen()).contains(reason, "it asks for a node of architecture arm64");
    }

    private static JobState waiting(String reason) {
        return new JobState("job", JobState.Phase.PENDING, Optional.of(reason), Optional.empty())
                .with(Optional.of(Architecture.ARM64));
    }

    @Test
    void jobThatOnlyWaitsExplainsNothing() {
        var job = new JobState("job", JobState.Phase.PENDING, Optional.empty(), Optional.empty());
        assertThat(diagnose(LOST, List.of(), List.of(job)).code()).isEqualTo("HEARTBEAT_LOST");
    }

    @Test
    void finishedTaskExplainsNothing() {
        var task = new MoverTask("arn", "STOPPED", Optional.of("Essential container exited"), Optional.of(0));
        assertThat(diagnose(LOST, List.of(task), List.of()).code()).isEqualTo("HEARTBEAT_LOST");
    }

    private static dev.landfall.model.failure.Problem diagnose(
            Failure failure, List<MoverTask> tasks, List<JobState> jobs) {
        return new MoveDiagnosis(failure, Optional.empty(), tasks, jobs).problem();
    }
}
