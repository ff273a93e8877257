package dev.landfall.mover.progress;

import dev.landfall.model.transfer.Manifest;
import dev.landfall.model.transfer.Progress;
import dev.landfall.model.transfer.SourceLoad;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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
    private final TotalEstimate estimate = new TotalEstimate();
    private final Set<TableClock> running = ConcurrentHashMap.newKeySet();
    private final Ticker clock;

    private volatile Totals totals = new Totals(0, 0, 0);
    private volatile boolean totalsAreExact;
    private volatile Optional<SourceLoad> source = Optional.empty();
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

    /** Says what there is in all; bytes as they move, not as they lie on a disk. */
    public void totals(int newTables, long newRows, long newBytes) {
        totals = new Totals(newTables, newRows, newBytes);
        totalsAreExact = true;
    }

    /** Says which tables there are, by estimate. */
    public void planned(Manifest plan) {
        totals = new Totals(plan.tables().size(), plan.rows(), plan.bytes());
        estimate.planned(plan.tables());
        listeners.forEach(listener -> listener.planned(plan.tables()));
    }

    public void add(long moreRows, long moreBytes) {
        rows.addAndGet(moreRows);
        bytes.addAndGet(moreBytes);
    }

    /** Times the pieces of one table that one worker moves. */
    public TableClock clock(String table) {
        var started = new TableClock(this, table);
        running.add(started);
        return started;
    }

    void closed(TableClock ended) {
        running.remove(ended);
    }

    /** The worker at a table that has moved nothing for longest. */
    Optional<TableClock> quietest() {
        return running.stream().max(Comparator.comparing(TableClock::quietFor));
    }

    /** Says what the command costs the source. */
    public void source(SourceLoad load) {
        source = Optional.of(load);
    }

    void moved(String table, long moreRows, long moreBytes, Duration took) {
        add(moreRows, moreBytes);
        estimate.moved(table, moreRows, moreBytes);
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
        var allBytes = totalsAreExact ? total.bytes() : estimate.total(done, total.bytes());
        var left = allBytes - done;
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
                Math.max(allBytes, done),
                Math.round(rate),
                remaining,
                source);
        listeners.forEach(listener -> listener.progressed(progress));
    }
}
