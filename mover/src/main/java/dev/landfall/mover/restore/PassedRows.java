package dev.landfall.mover.restore;

import dev.landfall.mover.progress.TableClock;

/** What listeners are told of one part while it passes; what is not kept was told too early, and is taken back. */
final class PassedRows implements AutoCloseable {

    /** How much passes by between two words. */
    private static final long STEP_BYTES = 1 << 20;

    private final TableClock clock;
    private long rows;
    private long bytes;
    private long toldRows;
    private long toldBytes;
    private boolean kept;

    PassedRows(TableClock clock) {
        this.clock = clock;
    }

    void passed(long moreRows, long moreBytes) {
        rows += moreRows;
        bytes += moreBytes;
        if (bytes - toldBytes >= STEP_BYTES) {
            tell();
        }
    }

    /** All of it has passed; returns how many bytes that were. */
    long keep() {
        kept = true;
        tell();
        return bytes;
    }

    @Override
    public void close() {
        if (!kept) {
            clock.moved(-toldRows, -toldBytes);
        }
    }

    private void tell() {
        clock.moved(rows - toldRows, bytes - toldBytes);
        toldRows = rows;
        toldBytes = bytes;
    }
}
