package dev.landfall.rollback;

import dev.landfall.run.RunFiles;
import java.time.Clock;

/** The mark in a run's record that its way back from the target was decided and has begun. */
public final class WayBackBegun {

    private WayBackBegun() {}

    /**
     * Sets it, once. It comes before the first effect: from there on only the source can be live, and whoever comes after an
     * execution that was cut off must know that.
     */
    public static void mark(RunFiles files, String runId, Clock clock) {
        var run = files.run(runId);
        if (run.returning().isEmpty()) {
            files.write(run.withReturning(clock.instant()));
        }
    }
}
