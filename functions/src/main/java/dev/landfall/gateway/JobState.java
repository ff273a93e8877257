package dev.landfall.gateway;

import dev.landfall.model.Architecture;
import java.util.Optional;

/**
 * How a mover's Job stands.
 *
 * @param reason Kubernetes' own reason where it failed or cannot start: {@code ImagePullBackOff},
 *     {@code Unschedulable: …}, {@code OOMKilled}, {@code DeadlineExceeded}, {@code BackoffLimitExceeded} …
 * @param architecture of the node that its pod asks for
 */
public record JobState(
        String name,
        Phase phase,
        Optional<String> reason,
        Optional<Integer> exitCode,
        Optional<Architecture> architecture) {

    /** Of a Job that asks for no architecture. */
    public JobState(String name, Phase phase, Optional<String> reason, Optional<Integer> exitCode) {
        this(name, phase, reason, exitCode, Optional.empty());
    }

    public JobState with(Optional<Architecture> asked) {
        return new JobState(name, phase, reason, exitCode, asked);
    }

    /** Where a Job is in its life. */
    public enum Phase {
        PENDING,
        RUNNING,
        SUCCEEDED,
        FAILED
    }
}
