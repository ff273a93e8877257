package dev.landfall.model.failure;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * Looks again where what failed may pass. For a look whose failure becomes a finding: it ends no step, so no state tries
 * it again, and a call that was throttled once would block a move.
 */
public final class SecondLook {

    private static final List<Duration> PAUSES = List.of(Duration.ofMillis(500), Duration.ofMillis(1500));

    private SecondLook() {}

    /** Gives what the look gave, or throws what the last one threw. */
    public static <T> T at(Supplier<T> look) {
        for (var pause : PAUSES) {
            try {
                return look.get();
            } catch (RetryableException | StillWaitingException e) {
                if (!slept(pause)) {
                    throw e;
                }
            }
        }
        return look.get();
    }

    private static boolean slept(Duration pause) {
        try {
            Thread.sleep(pause);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
