package dev.landfall.bench;

import dev.landfall.model.folder.FolderKind;
import dev.landfall.model.folder.OwnFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Folders of the bench. */
final class Folders {

    private Folders() {}

    static void empty(Path folder) {
        try {
            OwnFolder.claim(folder, FolderKind.BENCH).empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static long bytes(Path folder) {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
