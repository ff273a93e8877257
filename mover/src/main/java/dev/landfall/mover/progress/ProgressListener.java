package dev.landfall.mover.progress;

import dev.landfall.model.transfer.Progress;

/** Told about progress every second or two, and at each change of phase; called by one thread at a time. */
@FunctionalInterface
public interface ProgressListener {

    void progressed(Progress progress);
}
