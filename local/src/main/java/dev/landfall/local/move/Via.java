package dev.landfall.local.move;

import dev.landfall.model.failure.Problem;
import dev.landfall.mover.store.ObjectStore;
import dev.landfall.mover.store.StoreLocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;

/**
 * Where the copy's objects lie on their way.
 *
 * @param temporary the folder to remove at the end; empty where the user named the place, which is kept
 */
record Via(ObjectStore store, Optional<Path> temporary) implements AutoCloseable {

    /** A folder or {@code s3://bucket/prefix}; a temporary folder where nothing is named. */
    static Via open(Optional<String> named) {
        if (named.isPresent()) {
            var text = named.get();
            var location = text.contains("://")
                    ? text
                    : Path.of(text).toAbsolutePath().toUri().toString();
            return new Via(StoreLocation.parse(location).open(), Optional.empty());
        }
        try {
            var folder = Files.createTempDirectory("landfall-move-");
            return new Via(new StoreLocation.Folder(folder).open(), Optional.of(folder));
        } catch (IOException e) {
            throw Problem.operator(
                            "TEMPORARY_FOLDER_UNUSABLE",
                            "No folder could be made in " + System.getProperty("java.io.tmpdir") + ".",
                            "Name another place with --via.")
                    .asException(e);
        }
    }

    @Override
    public void close() {
        store.close();
        temporary.ifPresent(Via::remove);
    }

    private static void remove(Path folder) {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw Problem.operator(
                            "TEMPORARY_FOLDER_LEFT",
                            "The folder " + folder + ", which holds the database's content, could not be removed.",
                            "Remove it.")
                    .asException(e);
        }
    }
}
