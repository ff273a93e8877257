package dev.landfall.local.e2e;

import dev.landfall.local.engine.time.RealTime;
import dev.landfall.local.engine.time.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/**
 * The wall clock on which a state that is tried again is tried again soon. Limits of states stay what they are: none is
 * shorter than the longest wait between two attempts.
 */
final class QuickTime implements Scheduler {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
    private static final Duration SOON = Duration.ofMillis(150);

    private final RealTime time = new RealTime();
    private volatile boolean quick = true;

    /** From now on as long as the definition says. */
    void asItIs() {
        quick = false;
    }

    @Override
    public Timer after(Duration delay, Runnable step) {
        var soon = quick && delay.compareTo(SOON) > 0 && delay.compareTo(LONGEST_WAIT) <= 0;
        return time.after(soon ? SOON : delay, step);
    }

    @Override
    public Instant now() {
        return time.now();
    }

    @Override
    public void execute(Runnable step) {
        time.execute(step);
    }

    @Override
    public void work(Runnable blocking) {
        time.work(blocking);
    }

    @Override
    public boolean await(CompletableFuture<?> future, Duration limit) {
        return time.await(future, limit);
    }

    @Override
    public void close() {
        time.close();
    }
}
