package dev.landfall.report;

import dev.landfall.gateway.RunStore;
import dev.landfall.model.RunLayout;
import dev.landfall.model.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code bundle.sha256}: a line for each object of the run, as {@code sha256sum --check} reads it in the run's folder.
 * Left out are the data's segments, which carry their own checksum in their names, and run.json, which is closed after the
 * report is written.
 */
record Bundle(RunStore store) {

    private static final String NAME = "bundle.sha256";

    void write(RunLayout layout) {
        var lines = digests(layout).entrySet().stream()
                .map(entry -> entry.getValue() + "  " + entry.getKey() + "\n")
                .collect(Collectors.joining());
        store.write(layout.file(NAME), lines.getBytes(StandardCharsets.UTF_8));
    }

    /** Of {@code bundle.sha256} itself, which the execution's output keeps; empty before it is written. */
    String digest(RunLayout layout) {
        return store.read(layout.file(NAME)).map(Sha256::hex).orElse("");
    }

    /** By the name in the run's folder. */
    SortedMap<String, String> digests(RunLayout layout) {
        var digests = new TreeMap<String, String>();
        keys(layout.prefix())
                .filter(key -> !key.equals(layout.file(NAME)) && !key.equals(layout.run()))
                .forEach(key -> store.read(key)
                        .ifPresent(content ->
                                digests.put(key.substring(layout.prefix().length()), Sha256.hex(content))));
        return digests;
    }

    /** The same as it was written. */
    Optional<SortedMap<String, String>> written(RunLayout layout) {
        return store.read(layout.file(NAME)).map(content -> {
            var digests = new TreeMap<String, String>();
            new String(content, StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split("  ", 2))
                    .filter(parts -> parts.length == 2)
                    .forEach(parts -> digests.put(parts[1], parts[0]));
            return digests;
        });
    }

    /** Folder by folder: the data's, which grows with the databases, is not even listed. */
    private Stream<String> keys(String prefix) {
        return Stream.concat(
                store.files(prefix).stream(),
                store.folders(prefix).stream()
                        .map(folder -> prefix + folder + "/")
                        .filter(folder -> !folder.matches(".*/databases/[^/]+/data/"))
                        .flatMap(this::keys));
    }
}
