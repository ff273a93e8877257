package dev.landfall.mover.progress;

import dev.landfall.model.failure.LandfallException;
import dev.landfall.model.transfer.Progress;
import dev.landfall.mover.store.ObjectStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes progress into the run store, for whoever watches. */
public final class StoredProgress implements ProgressListener {

    private static final Logger LOG = LoggerFactory.getLogger(StoredProgress.class);

    private final ObjectStore store;
    private final String key;

    public StoredProgress(ObjectStore store, String key) {
        this.store = store;
        this.key = key;
    }

    @Override
    public void progressed(Progress progress) {
        try {
            store.writeJson(key, progress);
        } catch (LandfallException e) {
            // A missed line of progress harms nobody; the data's own writes tell whether the store is gone.
            LOG.warn("progress not written: {}", e.getMessage());
        }
    }
}
