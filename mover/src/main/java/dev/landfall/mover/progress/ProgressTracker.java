package dev.landfall.mover.progress;

import dev.landfall.model.transfer.Manifest;
import dev.landfall.model.transfer.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what is done, from any thread, and tells the listeners. */
public final class ProgressTracker implements AutoCloseable {

    private static final Duration EVERY = Duration.ofMillis(1500);
    private static final long SMOOTHED_OVER = 6;

    private final String run;
    private final String database;
    private final String command;
    private final List<ProgressListener> listeners;
    private final Instant startedAt = Instant.now();
    private final long startedNanos = System.nanoTime();
    private final AtomicLong rows = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicInteger tables = new AtomicInteger();
    private final Ticker clock;

    private volatile Totals totals = new Totals(0, 0, 0);
    private volatile String phase = "starting";
    private volatile Instant since = startedAt;
    private long lastBytes;
    private long lastNanos = startedNanos;
    private double rate;

    private record Totals(int tables, long rows, long bytes) {}

    public ProgressTracker(String run, String database, String command, List<ProgressListener> listeners) {
        this.run = run;
        this.database = database;
        this.command = command;
        this.listeners = List.copyOf(listeners);
        this.clock = Ticker.every(EVERY, "progress", this::tell);
    }

    /** Says what is done from now on. */
    public void phase(String words) {
        phase = words;
        since = Instant.now();
        tell();
    }

    public void totals(int newTables, long newRows, long newBytes) {
        totals = new Totals(newTables, newRows, newBytes);
    }

    /** Says which tables there are, by estimate. */
    public void planned(Manifest plan) {
        totals(plan.tables().size(), plan.rows(), plan.bytes());
        listeners.forEach(listener -> listener.planned(plan.tables()));
    }

    public void add(long moreRows, long moreBytes) {
        rows.addAndGet(moreRows);
        bytes.addAndGet(moreBytes);
    }

    /** Times the pieces of one table that one worker moves. */
    public TableClock clock(String table) {
        return new TableClock(this, table);
    }

    void moved(String table, long moreRows, long moreBytes, Duration took) {
        add(moreRows, moreBytes);
        listeners.forEach(listener -> listener.tableMoved(table, moreRows, moreBytes, took));
    }

    public void tableDone() {
        tables.incrementAndGet();
    }

    /** Seconds since the command began. */
    public double seconds() {
        return Math.round((System.nanoTime() - startedNanos) / 1e6) / 1e3;
    }

    @Override
    public void close() {
        clock.close();
    }

    private synchronized void tell() {
        var now = System.nanoTime();
        var done = bytes.get();
        var elapsed = (now - lastNanos) / 1e9;
        if (elapsed > 0.5) {
            var current = (done - lastBytes) / elapsed;
            rate = rate == 0 ? current : rate + (current - rate) / SMOOTHED_OVER;
            lastBytes = done;
            lastNanos = now;
        }
        var total = totals;
        var left = total.bytes() - done;
        var remaining = rate > 1 && left > 0
                ? Optional.of(Duration.ofSeconds(Math.round(left / rate)))
                : Optional.<Duration>empty();
        var progress = new Progress(
                run,
                database,
                command,
                phase,
                startedAt,
                since,
                Instant.now(),
                tables.get(),
                total.tables(),
                rows.get(),
                Math.max(total.rows(), rows.get()),
                done,
                Math.max(total.bytes(), done),
                Math.round(rate),
                remaining);
        listeners.forEach(listener -> listener.progressed(progress));
    }
}
