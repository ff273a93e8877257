package dev.landfall.mover.progress;

import dev.landfall.model.transfer.Progress;
import dev.landfall.model.transfer.TableCopy;
import java.time.Duration;
import java.util.List;

/** Told about progress every second or two, and at each change of phase; called by one thread at a time. */
@FunctionalInterface
public interface ProgressListener {

    void progressed(Progress progress);

    /** Told once, before the rows: the tables with their estimated rows, and their bytes on the source's disk. */
    default void planned(List<TableCopy> tables) {}

    /**
     * A piece of a table is done; called by any thread, many times a second.
     *
     * @param table its display name
     * @param took the time of the worker that did it
     */
    default void tableMoved(String table, long rows, long bytes, Duration took) {}
}
