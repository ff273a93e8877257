package dev.landfall.local.engine.time;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;

/**
 * A clock that jumps to the next due step, so that hours of waiting pass at once and always in the same order. Nothing
 * moves until {@link #runUntilIdle}, {@link #advance} or {@link #await} is called; the caller's thread is the loop.
 */
public final class VirtualTime implements Scheduler {

    private static final Comparator<Step> ORDER =
            Comparator.comparing(Step::due).thenComparingLong(Step::number);

    private final PriorityQueue<Step> steps = new PriorityQueue<>(ORDER);
    private Instant now;
    private long submitted;

    /** Starts at 2026-01-01T00:00:00Z. */
    public VirtualTime() {
        this(Instant.parse("2026-01-01T00:00:00Z"));
    }

    public VirtualTime(Instant start) {
        now = start;
    }

    private record Step(Instant due, long number, Runnable action) {}

    @Override
    public synchronized Instant now() {
        return now;
    }

    @Override
    public void execute(Runnable step) {
        after(Duration.ZERO, step);
    }

    @Override
    public synchronized Timer after(Duration delay, Runnable action) {
        var step = new Step(now.plus(delay.isNegative() ? Duration.ZERO : delay), submitted++, action);
        steps.add(step);
        return () -> cancel(step);
    }

    private synchronized void cancel(Step step) {
        steps.remove(step);
    }

    /** Runs as a step of the loop: a blocking call takes no virtual time. */
    @Override
    public void work(Runnable blocking) {
        execute(blocking);
    }

    /** Runs every step, however far in the future, until none is left. */
    public void runUntilIdle() {
        while (runNext(Instant.MAX)) {
            // Each call runs one step.
        }
    }

    /** Runs the steps due within the duration, then sets the clock to its end. */
    public void advance(Duration duration) {
        var end = now().plus(duration);
        while (runNext(end)) {
            // Each call runs one step.
        }
        synchronized (this) {
            now = end;
        }
    }

    private boolean runNext(Instant end) {
        Step step;
        synchronized (this) {
            var next = steps.peek();
            if (next == null || next.due().isAfter(end)) {
                return false;
            }
            step = steps.remove();
            now = step.due();
        }
        step.action().run();
        return true;
    }

    @Override
    public boolean await(CompletableFuture<?> future, Duration limit) {
        var end = now().plus(limit);
        while (!future.isDone()) {
            if (!runNext(end)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public synchronized void close() {
        steps.clear();
    }
}
