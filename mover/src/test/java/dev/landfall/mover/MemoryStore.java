package dev.landfall.mover;

import dev.landfall.mover.store.ObjectStore;
import dev.landfall.mover.store.Sha256;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** A store that can be copied, so that each test alters one of its own. */
class MemoryStore implements ObjectStore {

    private final ConcurrentSkipListMap<String, byte[]> objects = new ConcurrentSkipListMap<>();

    MemoryStore copy() {
        var copy = new MemoryStore();
        copy.addAll(this);
        return copy;
    }

    void addAll(MemoryStore other) {
        objects.putAll(other.objects);
    }

    List<String> keys() {
        return List.copyOf(objects.keySet());
    }

    @Override
    public void put(String key, byte[] content, Sha256 digest) {
        objects.put(key, content.clone());
    }

    @Override
    public Optional<byte[]> get(String key) {
        return Optional.ofNullable(objects.get(key)).map(byte[]::clone);
    }

    @Override
    public List<String> list(String prefix, String after) {
        return objects.keySet().stream()
                .filter(key -> key.startsWith(prefix) && key.compareTo(after) > 0)
                .toList();
    }

    @Override
    public void delete(String key) {
        objects.remove(key);
    }

    @Override
    public void close() {}
}
