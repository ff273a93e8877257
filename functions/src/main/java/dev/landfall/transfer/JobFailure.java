package dev.landfall.transfer;

import dev.landfall.gateway.JobState;
import dev.landfall.model.Architecture;
import dev.landfall.model.failure.Problem;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Why a mover's Job did not do its work, by Kubernetes' own words; the first that fits. */
enum JobFailure {
    JOB_DEADLINE_EXCEEDED(
            "DeadlineExceeded",
            "Look at why it took so long: progress.json of the database says how far it came; then start again."),
    JOB_OUT_OF_MEMORY(
            "OOMKilled", "Raise mover.cpu, with which memory grows, or lower database.jobs; deploy, then start again."),
    JOB_IMAGE_UNAVAILABLE(
            "ImagePullBackOff|ErrImagePull|InvalidImageName|ErrImageNeverPull|ImageInspectError|RegistryUnavailable",
            "Check that the mover's image is in the registry, for this processor, and that the nodes may pull it."),
    JOB_UNSCHEDULABLE(
            "Unschedulable|SchedulingGated",
            "Make room for the mover's pod: nodes, quota, taints or the node autoscaler's limits; then start again."),
    JOB_NOT_ADMITTED(
            "FailedCreate",
            "Let the namespace's quota, security level and admission rules take the mover's pod: whichever Kubernetes names;"
                    + " then start again."),
    JOB_CONFIGURATION_MISSING(
            "CreateContainerConfigError|CreateContainerError|FailedMount",
            "Check the database's Secret and the mover's service account in the namespace; then start again."),
    JOB_EVICTED(
            "Evicted|Preempted|NodeLost|NodeShutdown|Terminated|DisruptionTarget",
            "Start again when the node is well."),
    JOB_FAILED("", "Mend what Kubernetes names: image, node, memory or deadline; then start again.");

    private final Pattern words;
    private final String remedy;

    JobFailure(String words, String remedy) {
        this.words = Pattern.compile("^(" + words + ")");
        this.remedy = remedy;
    }

    private static final String ARCHITECTURE_MISSING = "JOB_ARCHITECTURE_MISSING";
    /** Another try would meet these again, after the same silence. */
    private static final Set<JobFailure> LASTING =
            EnumSet.of(JOB_OUT_OF_MEMORY, JOB_IMAGE_UNAVAILABLE, JOB_CONFIGURATION_MISSING);

    /** Why no other try can do better; empty where one may, as after an eviction. */
    static Optional<Problem> lasting(JobState job) {
        return job.phase() == JobState.Phase.FAILED && LASTING.contains(kind(job))
                ? Optional.of(problem(job))
                : Optional.empty();
    }

    /** Empty for a Job that has not failed and waits for nothing that was named. */
    static Optional<Problem> of(JobState job) {
        boolean failed = job.phase() == JobState.Phase.FAILED
                || (job.phase() == JobState.Phase.PENDING && job.reason().isPresent());
        return failed ? Optional.of(missingNode(job).orElseGet(() -> problem(job))) : Optional.empty();
    }

    /** That no node has the pod's architecture is a matter of configuration, not of room. */
    private static Optional<Problem> missingNode(JobState job) {
        var reason = job.reason().filter(Unschedulable::forItsSelector);
        return job.architecture()
                .filter(asked -> reason.isPresent())
                .map(asked -> Problem.operator(
                        ARCHITECTURE_MISSING,
                        "The cluster has no node of architecture " + asked.word() + " for the Job " + job.name() + ": "
                                + reason.orElseThrow(),
                        "Set target.architecture in landfall.json to what the cluster's Linux nodes have, "
                                + other(asked).word() + " or " + asked.word()
                                + ", and deploy again; or add a node of it."));
    }

    private static Architecture other(Architecture one) {
        return one == Architecture.AMD64 ? Architecture.ARM64 : Architecture.AMD64;
    }

    /** The mover's own words say more than that its container ended, and less than why Kubernetes ended it. */
    private static Problem problem(JobState job) {
        var kind = kind(job);
        return kind == JOB_FAILED ? job.said().orElseGet(() -> problem(job, kind)) : problem(job, kind);
    }

    private static Problem problem(JobState job, JobFailure kind) {
        var said = Stream.of(
                        job.reason(),
                        job.exitCode().map(code -> "exit code " + code),
                        job.architecture()
                                .filter(asked -> kind == JOB_UNSCHEDULABLE)
                                .map(asked -> "it asks for a node of architecture " + asked.word()))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(", "));
        return Problem.operator(
                kind.name(),
                "The Job " + job.name() + " failed in Kubernetes: " + (said.isEmpty() ? "no reason given" : said) + ".",
                kind.remedy);
    }

    private static JobFailure kind(JobState job) {
        var reason = job.reason().orElse("");
        return Arrays.stream(values())
                .filter(candidate -> candidate.words.matcher(reason).find())
                .findFirst()
                .orElse(JOB_FAILED);
    }
}
