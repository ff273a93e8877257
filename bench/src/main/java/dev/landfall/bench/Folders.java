package dev.landfall.bench;

import dev.landfall.model.folder.FolderKind;
import dev.landfall.model.folder.OwnFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.atomic.AtomicLong;

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

    /** What its files hold; one that goes meanwhile, since a way that failed still cleans up, holds nothing. */
    static long bytes(Path folder) {
        var sum = new AtomicLong();
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    sum.addAndGet(attributes.size());
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException gone) {
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(
                        Path visited, @org.jspecify.annotations.Nullable IOException gone) {
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sum.get();
    }
}
