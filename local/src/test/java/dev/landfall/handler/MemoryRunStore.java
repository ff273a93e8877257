package dev.landfall.handler;

import dev.landfall.gateway.Change;
import dev.landfall.gateway.RunStore;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;

/** The run bucket as a map; checks use it at the same time. */
public final class MemoryRunStore implements RunStore {

    private final NavigableMap<String, byte[]> objects = new ConcurrentSkipListMap<>();

    /** Objects that are taken and not kept. */
    Predicate<String> loses = key -> false;

    /** Every object as text. */
    Map<String, String> contents() {
        var contents = new TreeMap<String, String>();
        objects.forEach((key, content) -> contents.put(key, new String(content, StandardCharsets.UTF_8)));
        return contents;
    }

    @Override
    public String location() {
        return "s3://landfall-runs";
    }

    @Override
    public Optional<byte[]> read(String key) {
        return Optional.ofNullable(objects.get(key));
    }

    @Override
    public Change write(String key, byte[] content) {
        if (loses.test(key)) {
            return Change.CREATED;
        }
        var before = objects.put(key, content);
        return before == null ? Change.CREATED : Arrays.equals(before, content) ? Change.UNCHANGED : Change.UPDATED;
    }

    @Override
    public Change writeIfAbsent(String key, byte[] content) {
        return objects.putIfAbsent(key, content) == null ? Change.CREATED : Change.UNCHANGED;
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

    /** Everything that was written, as one text to search. */
    String everything() {
        var all = new StringBuilder();
        objects.forEach((key, content) -> all.append(key)
                .append('\n')
                .append(new String(content, StandardCharsets.UTF_8))
                .append('\n'));
        return all.toString();
    }
}
