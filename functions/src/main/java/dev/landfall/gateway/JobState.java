package dev.landfall.gateway;

import java.util.Optional;

/**
 * How a mover's Job stands.
 *
 * @param reason Kubernetes' own reason where it failed or cannot start: {@code ImagePullBackOff},
 *     {@code Unschedulable: …}, {@code OOMKilled}, {@code DeadlineExceeded}, {@code BackoffLimitExceeded} …
 */
public record JobState(String name, Phase phase, Optional<String> reason, Optional<Integer> exitCode) {

    /** Where a Job is in its life. */
    public enum Phase {
        PENDING,
        RUNNING,
        SUCCEEDED,
        FAILED
    }
}
