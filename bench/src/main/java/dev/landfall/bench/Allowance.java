package dev.landfall.bench;

import java.time.Duration;
import java.util.Optional;

/**
 * How long a run may take. A way that takes a multiple of the guide's time has shown what it is worth, and would hold up
 * all others.
 *
 * @param limit empty where there is none
 */
public record Allowance(Optional<Duration> limit, String reason) {

    static final Allowance UNLIMITED = new Allowance(Optional.empty(), "");

    private static final int TIMES_THE_GUIDE = 3;
    private static final Duration LEAST = Duration.ofSeconds(30);

    /** @param guideSeconds of its slowest run on the same database */
    static Allowance after(double guideSeconds) {
        var limit = Duration.ofMillis(Math.round(guideSeconds * TIMES_THE_GUIDE * 1000));
        return limit.compareTo(LEAST) < 0
                ? new Allowance(Optional.of(LEAST), LEAST.toSeconds() + " s")
                : new Allowance(Optional.of(limit), TIMES_THE_GUIDE + " times the guide's time");
    }

    /** Whether a run that has taken so long is to be ended. */
    public boolean isExceededBy(Duration taken) {
        return limit.filter(allowed -> taken.compareTo(allowed) > 0).isPresent();
    }
}
