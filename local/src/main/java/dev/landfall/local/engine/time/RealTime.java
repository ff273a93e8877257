package dev.landfall.local.engine.time;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The wall clock: one daemon thread for the loop, a virtual thread for each blocking call. */
public final class RealTime implements Scheduler {

    private final Clock clock = Clock.systemUTC();
    private final ScheduledThreadPoolExecutor loop;

    public RealTime() {
        loop = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("states-engine").factory());
        loop.setRemoveOnCancelPolicy(true);
        loop.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public void execute(Runnable step) {
        try {
            loop.execute(step);
        } catch (RejectedExecutionException ignored) {
            // The engine was closed while a blocking call was still under way: nobody waits for its result.
        }
    }

    @Override
    public Timer after(Duration delay, Runnable step) {
        try {
            var future = loop.schedule(step, Math.max(0, delay.toNanos()), TimeUnit.NANOSECONDS);
            return () -> future.cancel(false);
        } catch (RejectedExecutionException ignored) {
            // As above: the engine is closed.
            return () -> {};
        }
    }

    @Override
    public void work(Runnable blocking) {
        Thread.ofVirtual().name("states-task").start(blocking);
    }

    @Override
    public boolean await(CompletableFuture<?> future, Duration limit) {
        try {
            future.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException late) {
            return false;
        } catch (ExecutionException failed) {
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        loop.shutdownNow();
    }
}
