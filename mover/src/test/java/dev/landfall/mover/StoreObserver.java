package dev.landfall.mover;

import dev.landfall.mover.store.ObjectStore;
import dev.landfall.mover.store.Sha256;
import java.util.List;
import java.util.Optional;

/** A store that tells of the segments that pass. */
class StoreObserver implements ObjectStore {

    private final ObjectStore store;

    StoreObserver(ObjectStore store) {
        this.store = store;
    }

    /** Before it is handed over. */
    void segmentRead() {}

    /** After it is stored. */
    void segmentWritten(String key) {}

    @Override
    public void put(String key, byte[] content, Sha256 digest) {
        store.put(key, content, digest);
        if (key.contains("/data/")) {
            segmentWritten(key);
        }
    }

    @Override
    public Optional<byte[]> get(String key) {
        if (key.contains("/data/")) {
            segmentRead();
        }
        return store.get(key);
    }

    @Override
    public List<String> list(String prefix, String after) {
        return store.list(prefix, after);
    }

    @Override
    public void delete(String key) {
        store.delete(key);
    }

    @Override
    public void close() {}
}
