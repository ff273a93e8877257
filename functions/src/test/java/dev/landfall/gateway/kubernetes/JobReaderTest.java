package dev.landfall.gateway.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.gateway.JobState;
import dev.landfall.gateway.JobState.Phase;
import dev.landfall.model.Architecture;
import dev.landfall.model.failure.Problem;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JobReaderTest {

    private static final String NEW = "{}";

    @Test
    void jobWithoutAPodIsPending() {
        assertThat(read(NEW)).isEqualTo(state(Phase.PENDING, null, null));
    }

    @Test
    void quotaThatKeepsThePodAwayIsTheReason() {
        var state = JobReader.read(job(NEW), List.of(), Optional.of("FailedCreate: exceeded quota"));

        assertThat(state).isEqualTo(state(Phase.PENDING, "FailedCreate: exceeded quota", null));
    }

    @Test
    void podWithoutANodeSaysWhy() {
        assertThat(read(NEW, """
                {"phase":"Pending","conditions":[{"type":"PodScheduled","status":"False",
                 "reason":"Unschedulable","message":"0/3 nodes are available: insufficient memory."}]}"""))
                .isEqualTo(state(Phase.PENDING, "Unschedulable: 0/3 nodes are available: insufficient memory.", null));
    }

    @Test
    void imageThatCannotBePulledIsTheReason() {
        assertThat(read(NEW, """
                {"phase":"Pending","containerStatuses":[{"state":{"waiting":{"reason":"ImagePullBackOff",
                 "message":"Back-off pulling image"}}}]}""")).isEqualTo(state(Phase.PENDING, "ImagePullBackOff: Back-off pulling image", null));
    }

    @Test
    void startingIsNoReason() {
        assertThat(read(NEW, """
                {"phase":"Pending","containerStatuses":[{"state":{"waiting":{"reason":"ContainerCreating"}}}]}""")).isEqualTo(state(Phase.PENDING, null, null));
    }

    @Test
    void architectureThatThePodAsksForIsTold() {
        var asking = Serialization.unmarshal("""
                {"metadata":{"name":"restore"},"spec":{"template":{"spec":{"nodeSelector":{"kubernetes.io/arch":"arm64"}}}}}""", Job.class);

        assertThat(JobReader.read(asking, List.of(), Optional.empty()).architecture())
                .contains(Architecture.ARM64);
        assertThat(read(NEW).architecture()).isEmpty();
    }

    @Test
    void runningPodRuns() {
        assertThat(read(NEW, """
                {"phase":"Running","containerStatuses":[{"state":{"running":{}}}]}""")).isEqualTo(state(Phase.RUNNING, null, null));
    }

    @Test
    void completeJobSucceeded() {
        assertThat(read(condition("Complete", "CompletionsReached", ""), """
                {"phase":"Succeeded","containerStatuses":[{"state":{"terminated":{"exitCode":0}}}]}"""))
                .isEqualTo(state(Phase.SUCCEEDED, null, 0));
    }

    @Test
    void killedForMemoryIsNamedRatherThanTheJobsOwnCount() {
        assertThat(read(
                        condition("Failed", "BackoffLimitExceeded", "Job has reached the specified backoff limit"),
                        """
                {"phase":"Failed","containerStatuses":[{"state":{"terminated":{"exitCode":137,"reason":"OOMKilled"}}}]}"""))
                .isEqualTo(state(Phase.FAILED, "OOMKilled", 137));
    }

    @Test
    void moverThatFailedIsHeardBeforeItsJobIsMarked() {
        assertThat(read(NEW, """
                {"phase":"Failed","containerStatuses":[{"state":{"terminated":{"exitCode":2,"reason":"Error",
                 "message":"the database does not answer"}}}]}""")).isEqualTo(state(Phase.FAILED, "Error: the database does not answer", 2));
    }

    @Test
    void moversOwnReasonIsReadFromItsLastLines() {
        assertThat(read(NEW, """
                {"phase":"Failed","containerStatuses":[{"state":{"terminated":{"exitCode":1,"reason":"Error",
                 "message":"restoring users\\nDISK_FULL [OPERATOR]: The disk is full. Remedy: Make room.\\nSIGTERM\\n"}}}]}""").said()).contains(Problem.operator("DISK_FULL", "The disk is full.", "Make room."));
    }

    @Test
    void deadlineIsTheReasonEvenWhereThePodWasKilledForIt() {
        assertThat(read(condition("Failed", "DeadlineExceeded", "Job was active longer than specified deadline"), """
                {"phase":"Failed","containerStatuses":[{"state":{"terminated":{"exitCode":143,"reason":"Error"}}}]}"""))
                .isEqualTo(state(Phase.FAILED, "DeadlineExceeded: Job was active longer than specified deadline", 143));
    }

    @Test
    void jobThatWillFailHasFailedWhileItsPodStillEnds() {
        assertThat(read(
                        condition("FailureTarget", "DeadlineExceeded", "Job was active longer than specified deadline"),
                        """
                {"phase":"Running","containerStatuses":[{"state":{"running":{}}}]}"""))
                .isEqualTo(
                        state(Phase.FAILED, "DeadlineExceeded: Job was active longer than specified deadline", null));
    }

    @Test
    void evictedPodSaysSo() {
        assertThat(read(condition("Failed", "BackoffLimitExceeded", ""), """
                {"phase":"Failed","reason":"Evicted","message":"The node was low on resource: memory."}"""))
                .isEqualTo(state(Phase.FAILED, "Evicted: The node was low on resource: memory.", null));
    }

    @Test
    void failedJobWithoutAPodHasItsOwnReason() {
        assertThat(read(condition("Failed", "BackoffLimitExceeded", "")))
                .isEqualTo(state(Phase.FAILED, "BackoffLimitExceeded", null));
    }

    private static JobState read(String status, String... podStatuses) {
        var pods = java.util.stream.Stream.of(podStatuses)
                .map(pod -> Serialization.unmarshal("{\"status\":" + pod + "}", Pod.class))
                .toList();
        return JobReader.read(job(status), pods, Optional.empty());
    }

    private static Job job(String status) {
        return Serialization.unmarshal("{\"metadata\":{\"name\":\"restore\"},\"status\":" + status + "}", Job.class);
    }

    private static String condition(String type, String reason, String message) {
        return "{\"conditions\":[{\"type\":\"" + type + "\",\"status\":\"True\",\"reason\":\"" + reason
                + "\",\"message\":\"" + message + "\"}]}";
    }

    private static JobState state(Phase phase, String reason, Integer exitCode) {
        return new JobState("restore", phase, Optional.ofNullable(reason), Optional.ofNullable(exitCode));
    }
}
