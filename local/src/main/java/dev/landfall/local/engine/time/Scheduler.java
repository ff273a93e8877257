package dev.landfall.local.engine.time;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/**
 * The one loop on which every execution of an engine moves, its clock, and the threads for calls that block. Steps run
 * one after another in the order of their due time, then of their submission.
 */
public interface Scheduler extends AutoCloseable {

    /** A step that is due later. */
    @FunctionalInterface
    interface Timer {
        void cancel();
    }

    Instant now();

    /** Runs a step on the loop, after those already due. */
    void execute(Runnable step);

    /** Runs a step on the loop when the delay has passed; a negative delay counts as none. */
    Timer after(Duration delay, Runnable step);

    /** Runs work that may block outside the loop. It hands its result back with {@link #execute}. */
    void work(Runnable blocking);

    /**
     * Waits until the future is done.
     *
     * @return false when it was not done within the limit, or, in virtual time, when nothing is left that could
     *     complete it
     */
    boolean await(CompletableFuture<?> future, Duration limit);

    @Override
    void close();
}
