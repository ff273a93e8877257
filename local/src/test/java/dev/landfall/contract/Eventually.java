package dev.landfall.contract;

import java.time.Duration;
import java.time.Instant;

/** Waits for what others do in their own time. */
public final class Eventually {

    private static final Duration EVERY = Duration.ofMillis(200);

    private Eventually() {}

    /** Something that is not so yet. */
    public interface Condition {
        boolean holds() throws InterruptedException;
    }

    /** Fails where it does not come true; the limit only ends a test that would never end. */
    public static void within(Duration limit, String what, Condition condition) throws InterruptedException {
        var deadline = Instant.now().plus(limit);
        while (!condition.holds()) {
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError("not within " + limit + ": " + what);
            }
            Thread.sleep(EVERY);
        }
    }
}
