package dev.landfall.local.engine.definition;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * When and how often a failed state is tried again. AWS's defaults: 1 second, 3 attempts, rate 2.
 *
 * @param fullJitter whether the delay is drawn evenly from 0 up to the computed one
 */
public record Retrier(
        List<String> errorEquals,
        double intervalSeconds,
        int maxAttempts,
        double backoffRate,
        Optional<Double> maxDelaySeconds,
        boolean fullJitter) {

    public Retrier {
        errorEquals = List.copyOf(errorEquals);
    }

    /** The wait before a retry, where no jitter shortens it. */
    public Duration longestDelay(int retriesBefore) {
        return Duration.ofMillis(Math.round(bounded(retriesBefore) * 1000));
    }

    /**
     * The wait before a retry.
     *
     * @param retriesBefore how often this retrier was used already in this visit of the state
     */
    public Duration delay(int retriesBefore, RandomGenerator random) {
        var bounded = bounded(retriesBefore);
        var chosen = fullJitter ? random.nextDouble() * bounded : bounded;
        return Duration.ofMillis(Math.round(chosen * 1000));
    }

    private double bounded(int retriesBefore) {
        var seconds = intervalSeconds * Math.pow(backoffRate, retriesBefore);
        var capped = Math.min(seconds, maxDelaySeconds.orElse(Double.MAX_VALUE));
        // AWS allows no delay above 100 million seconds; the cap also keeps the arithmetic finite.
        return Math.min(capped, 99_999_999);
    }
}
