package dev.landfall.gateway;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** A run store in memory. */
public final class TestingRunStore implements RunStore {

    private final ConcurrentSkipListMap<String, byte[]> objects = new ConcurrentSkipListMap<>();

    @Override
    public String location() {
        return "memory:";
    }

    @Override
    public Optional<byte[]> read(String key) {
        return Optional.ofNullable(objects.get(key)).map(byte[]::clone);
    }

    @Override
    public Change write(String key, byte[] content) {
        var before = objects.put(key, content.clone());
        return before == null ? Change.CREATED : Arrays.equals(before, content) ? Change.UNCHANGED : Change.UPDATED;
    }

    @Override
    public Change writeIfAbsent(String key, byte[] content) {
        return objects.putIfAbsent(key, content.clone()) == null ? Change.CREATED : Change.UNCHANGED;
    }

    @Override
    public Change delete(String key) {
        return objects.remove(key) == null ? Change.UNCHANGED : Change.REMOVED;
    }

    @Override
    public List<String> list(String prefix) {
        return objects.keySet().stream().filter(key -> key.startsWith(prefix)).toList();
    }

    @Override
    public List<String> files(String prefix) {
        return list(prefix).stream()
                .filter(key -> !key.substring(prefix.length()).contains("/"))
                .toList();
    }

    @Override
    public List<String> folders(String prefix) {
        return list(prefix).stream()
                .map(key -> key.substring(prefix.length()))
                .filter(rest -> rest.contains("/"))
                .map(rest -> rest.substring(0, rest.indexOf('/')))
                .distinct()
                .toList();
    }
}
