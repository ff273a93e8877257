package dev.landfall.local.move;

import dev.landfall.model.transfer.Progress;
import dev.landfall.model.transfer.TableCopy;
import dev.landfall.mover.progress.ProgressListener;
import java.time.Duration;
import java.util.List;

/** Tells several listeners. */
record Together(List<ProgressListener> listeners) implements ProgressListener {

    @Override
    public void progressed(Progress progress) {
        listeners.forEach(listener -> listener.progressed(progress));
    }

    @Override
    public void planned(List<TableCopy> tables) {
        listeners.forEach(listener -> listener.planned(tables));
    }

    @Override
    public void tableMoved(String table, long rows, long bytes, Duration took) {
        listeners.forEach(listener -> listener.tableMoved(table, rows, bytes, took));
    }
}
