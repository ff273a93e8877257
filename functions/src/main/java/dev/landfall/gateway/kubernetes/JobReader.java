package dev.landfall.gateway.kubernetes;

import dev.landfall.gateway.JobState;
import dev.landfall.gateway.JobState.Phase;
import dev.landfall.model.Architecture;
import dev.landfall.model.failure.Problem;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads how a Job stands from its conditions and its pods, the nearest reason first. */
final class JobReader {

    /** Words for a start that goes as it should. */
    private static final Set<String> STARTING = Set.of("ContainerCreating", "PodInitializing");

    private static final int LONGEST_REASON = 600;

    private JobReader() {}

    /**
     * Where the Job has ended, its state; else what its pods say.
     *
     * @param creation why Kubernetes could not create a pod, where there is none
     */
    static JobState read(Job job, List<Pod> pods, Optional<String> creation) {
        return standing(job, pods, creation).with(architecture(job)).saying(lastWords(pods));
    }

    /** The kubelet keeps the last lines of a container that failed; the mover's reason is the last of its own. */
    private static Optional<Problem> lastWords(List<Pod> pods) {
        return terminated(pods)
                .map(ContainerStateTerminated::getMessage)
                .flatMap(message -> message.lines()
                        .flatMap(line -> Problem.parse(line.strip()).stream())
                        .reduce((earlier, later) -> later));
    }

    private static Optional<Architecture> architecture(Job job) {
        return Optional.ofNullable(job.getSpec())
                .map(spec -> spec.getTemplate())
                .map(template -> template.getSpec())
                .map(pod -> pod.getNodeSelector())
                .map(selector -> selector.get(MoverManifest.ARCHITECTURE))
                .flatMap(word -> Arrays.stream(Architecture.values())
                        .filter(each -> each.word().equals(word))
                        .findFirst());
    }

    private static JobState standing(Job job, List<Pod> pods, Optional<String> creation) {
        var name = job.getMetadata().getName();
        var ended = terminated(pods);
        var exitCode = ended.map(ContainerStateTerminated::getExitCode);
        if (condition(job, "Complete").isPresent()) {
            return new JobState(name, Phase.SUCCEEDED, Optional.empty(), exitCode.or(() -> Optional.of(0)));
        }
        // Kubernetes says first that a Job will fail, then ends its pods, and only when they are gone that it has
        // failed.
        var failed = condition(job, "Failed").or(() -> condition(job, "FailureTarget"));
        var died = ended.filter(end -> end.getExitCode() != null && end.getExitCode() != 0);
        if (failed.isPresent() || died.isPresent()) {
            var reason = failed.filter(condition -> "DeadlineExceeded".equals(condition.getReason()))
                    .map(JobReader::reason)
                    .or(() -> evicted(pods))
                    .or(() -> died.map(end -> text(end.getReason(), end.getMessage())))
                    .or(() -> waiting(pods))
                    .or(() -> failed.map(JobReader::reason));
            return new JobState(name, Phase.FAILED, reason, exitCode);
        }
        if (pods.stream().anyMatch(pod -> "Running".equals(pod.getStatus().getPhase()))) {
            return new JobState(name, Phase.RUNNING, Optional.empty(), exitCode);
        }
        var reason = waiting(pods)
                .or(() -> unschedulable(pods))
                .or(() -> condition(job, "Suspended").map(JobReader::reason))
                .or(() -> pods.isEmpty() ? creation : Optional.empty());
        return new JobState(name, Phase.PENDING, reason, exitCode);
    }

    private static Optional<JobCondition> condition(Job job, String type) {
        return Stream.ofNullable(job.getStatus())
                .flatMap(status -> status.getConditions().stream())
                .filter(condition -> type.equals(condition.getType()) && "True".equals(condition.getStatus()))
                .findFirst();
    }

    private static String reason(JobCondition condition) {
        return text(condition.getReason(), condition.getMessage());
    }

    private static Optional<ContainerStateTerminated> terminated(List<Pod> pods) {
        return containers(pods)
                .map(container -> container.getState().getTerminated())
                .filter(Objects::nonNull)
                .findFirst();
    }

    private static Optional<String> waiting(List<Pod> pods) {
        return containers(pods)
                .map(container -> container.getState().getWaiting())
                .filter(Objects::nonNull)
                .filter(waiting -> waiting.getReason() != null && !STARTING.contains(waiting.getReason()))
                .map(waiting -> text(waiting.getReason(), waiting.getMessage()))
                .findFirst();
    }

    private static Optional<String> evicted(List<Pod> pods) {
        return pods.stream()
                .map(Pod::getStatus)
                .filter(status -> "Failed".equals(status.getPhase()) && status.getReason() != null)
                .map(status -> text(status.getReason(), status.getMessage()))
                .findFirst();
    }

    private static Optional<String> unschedulable(List<Pod> pods) {
        return pods.stream()
                .flatMap(pod -> pod.getStatus().getConditions().stream())
                .filter(condition ->
                        "PodScheduled".equals(condition.getType()) && "False".equals(condition.getStatus()))
                .map(condition -> text(condition.getReason(), condition.getMessage()))
                .findFirst();
    }

    private static Stream<ContainerStatus> containers(List<Pod> pods) {
        return pods.stream()
                .flatMap(pod -> Stream.concat(
                        pod.getStatus().getInitContainerStatuses().stream(),
                        pod.getStatus().getContainerStatuses().stream()))
                .filter(container -> container.getState() != null);
    }

    private static String text(@Nullable String reason, @Nullable String message) {
        var first = reason == null || reason.isBlank() ? "Unknown" : reason;
        var whole = message == null || message.isBlank() ? first : first + ": " + message.strip();
        return whole.length() > LONGEST_REASON ? whole.substring(0, LONGEST_REASON) + "…" : whole;
    }
}
