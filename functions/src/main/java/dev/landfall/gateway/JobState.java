package dev.landfall.gateway;

import dev.landfall.model.Architecture;
import dev.landfall.model.failure.Problem;
import java.util.Optional;

/**
 * How a mover's Job stands.
 *
 * @param reason Kubernetes' own reason where it failed or cannot start: {@code ImagePullBackOff},
 *     {@code Unschedulable: …}, {@code OOMKilled}, {@code DeadlineExceeded}, {@code BackoffLimitExceeded} …
 * @param architecture of the node that its pod asks for
 * @param said the mover's own last words, where its container ended with some
 */
public record JobState(
        String name,
        Phase phase,
        Optional<String> reason,
        Optional<Integer> exitCode,
        Optional<Architecture> architecture,
        Optional<Problem> said) {

    /** Of a Job that asks for no architecture, and whose mover said nothing. */
    public JobState(String name, Phase phase, Optional<String> reason, Optional<Integer> exitCode) {
        this(name, phase, reason, exitCode, Optional.empty(), Optional.empty());
    }

    public JobState with(Optional<Architecture> asked) {
        return new JobState(name, phase, reason, exitCode, asked, said);
    }

    public JobState saying(Optional<Problem> words) {
        return new JobState(name, phase, reason, exitCode, architecture, words);
    }

    /** Where a Job is in its life. */
    public enum Phase {
        PENDING,
        RUNNING,
        SUCCEEDED,
        FAILED
    }
}
