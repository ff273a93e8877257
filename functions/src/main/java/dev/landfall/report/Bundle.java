package dev.landfall.report;

import dev.landfall.gateway.RunStore;
import dev.landfall.model.RunLayout;
import dev.landfall.model.Sha256;
import java.nio.charset.StandardCharsets;
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
        var prefix = layout.prefix();
        var lines = keys(prefix)
                .sorted()
                .filter(key -> !key.equals(layout.file(NAME)) && !key.equals(layout.run()))
                .flatMap(key -> store.read(key).stream()
                        .map(content -> Sha256.hex(content) + "  " + key.substring(prefix.length()) + "\n"))
                .collect(Collectors.joining());
        store.write(layout.file(NAME), lines.getBytes(StandardCharsets.UTF_8));
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
