package dev.landfall.mover.progress;

import java.time.Duration;

/** Times what one worker moves of one table, piece by piece; made when the work begins, closed when it ends. */
public final class TableClock implements AutoCloseable {

    private final ProgressTracker progress;
    private final String table;
    private volatile long last = System.nanoTime();

    TableClock(ProgressTracker progress, String table) {
        this.progress = progress;
        this.table = table;
    }

    /** A piece is done. */
    public void moved(long rows, long bytes) {
        var now = System.nanoTime();
        progress.moved(table, rows, bytes, Duration.ofNanos(now - last));
        last = now;
    }

    @Override
    public void close() {
        progress.closed(this);
    }

    String table() {
        return table;
    }

    /** How long ago the last piece was done. */
    Duration quietFor() {
        return Duration.ofNanos(System.nanoTime() - last);
    }
}
