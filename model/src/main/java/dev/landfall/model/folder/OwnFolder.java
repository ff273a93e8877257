package dev.landfall.model.folder;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A folder that Landfall made, as a marker in it proves. Nothing else of Landfall deletes whole folders.
 *
 * @param path without links
 */
public record OwnFolder(Path path, FolderMarker marker) {

    /**
     * Makes a folder, or takes an empty one, and marks it before anything else is in it; one that has the marker is used
     * again. {@code FOLDER_PROTECTED}, {@code FOLDER_NOT_OURS}; {@code FOLDER_OPEN_TO_OTHERS} where it is to be its owner's
     * alone and is not.
     */
    public static OwnFolder claim(Path folder, FolderKind kind) throws IOException {
        return claim(folder, kind, folder);
    }

    /**
     * The same where another folder was asked for.
     *
     * @param place that one; kept in the marker
     */
    public static OwnFolder claim(Path folder, FolderKind kind, Path place) throws IOException {
        var facts = FolderFacts.of(folder);
        var refusal = FolderRefusal.toUse(facts, kind);
        if (refusal.isPresent()) {
            // Another process may have marked and filled it between our two looks.
            facts = FolderFacts.of(folder);
            refusal = FolderRefusal.toUse(facts, kind);
        }
        if (refusal.isPresent()) {
            throw refusal.get().asException();
        }
        if (facts.marker().isEmpty()) {
            if (kind.isOwnersOnly()) {
                PrivatePlace.folder(facts.path());
                PrivatePlace.narrow(facts.path());
            } else {
                Files.createDirectories(facts.path());
            }
            FolderMarker.of(kind, place.toAbsolutePath().normalize()).write(facts.path());
        }
        if (kind.isOwnersOnly()) {
            var mode = PrivatePlace.open(facts.path());
            if (mode.isPresent()) {
                throw FolderRefusal.openToOthers(facts.path(), kind, mode.get()).asException();
            }
        }
        return prove(facts.path(), kind);
    }

    /** A new folder with a name that no other has. */
    public static OwnFolder temporary(Path parent, String prefix) throws IOException {
        return claim(Files.createTempDirectory(parent, prefix), FolderKind.TEMPORARY);
    }

    /**
     * Marks a folder directly in this one, which some program has just filled: it is ours because this one is.
     *
     * @param place where it is to go
     */
    public OwnFolder part(String name, FolderKind kind, Path place) throws IOException {
        prove(path, marker.kind());
        FolderMarker.of(kind, place.toAbsolutePath().normalize()).write(path.resolve(name));
        return prove(path.resolve(name), kind);
    }

    /** One that is there. {@code FOLDER_PROTECTED}, {@code FOLDER_NOT_OURS}; an empty one without a marker too. */
    public static OwnFolder prove(Path folder, FolderKind kind) throws IOException {
        var facts = FolderFacts.of(folder);
        var refusal = FolderRefusal.toDelete(facts, kind);
        if (refusal.isPresent()) {
            throw refusal.get().asException();
        }
        return new OwnFolder(facts.path(), facts.marker().orElseThrow());
    }

    /** Deletes a folder that holds nothing, so that nobody loses anything by it; false where it holds something. */
    public static boolean deletedEmpty(Path folder) throws IOException {
        try {
            Files.delete(folder);
            return true;
        } catch (DirectoryNotEmptyException e) {
            return false;
        }
    }

    /** Deletes it with all that is in it, the marker last. Links are deleted, not followed. */
    public void delete() throws IOException {
        empty();
        Files.deleteIfExists(path.resolve(FolderMarker.FILE));
        Files.deleteIfExists(path);
    }

    /** Deletes all that is in it but the marker. */
    public void empty() throws IOException {
        prove(path, marker.kind());
        for (var entry : entries()) {
            deleteTree(entry);
        }
    }

    /** Deletes what has one of these names directly in it, and returns the names of what is there besides, in order. */
    public List<String> delete(Collection<String> names) throws IOException {
        prove(path, marker.kind());
        var left = new TreeSet<String>();
        for (var entry : entries()) {
            if (names.contains(name(entry))) {
                deleteTree(entry);
            } else {
                left.add(name(entry));
            }
        }
        return List.copyOf(left);
    }

    private List<Path> entries() throws IOException {
        try (var entries = Files.list(path)) {
            return entries.filter(entry -> !FolderMarker.FILE.equals(name(entry)))
                    .toList();
        }
    }

    private static String name(Path entry) {
        return entry.getFileName().toString();
    }

    private static void deleteTree(Path tree) throws IOException {
        var device = MountPoints.device(tree);
        Files.walkFileTree(tree, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                if (!MountPoints.device(folder).equals(device)) {
                    throw new IOException(folder + " is a mount point");
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.deleteIfExists(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
