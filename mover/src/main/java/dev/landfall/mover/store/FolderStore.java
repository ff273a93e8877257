package dev.landfall.mover.store;

import dev.landfall.model.failure.Problem;
import dev.landfall.model.folder.FolderKind;
import dev.landfall.model.folder.FolderMarker;
import dev.landfall.model.folder.OwnFolder;
import dev.landfall.model.folder.PrivatePlace;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;

/** Objects as files of a folder; a file appears under its name only when it is whole. */
public final class FolderStore implements ObjectStore {

    private static final String HALF = ".half-";

    private final Path root;

    public FolderStore(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    /** A folder that Landfall makes, or made, for objects. {@code FOLDER_PROTECTED}, {@code FOLDER_NOT_OURS},
     * {@code FOLDER_OPEN_TO_OTHERS}. */
    public static FolderStore own(Path root) {
        var store = new FolderStore(root);
        try {
            OwnFolder.claim(root, FolderKind.OBJECTS);
            return store;
        } catch (IOException e) {
            throw store.failure("write", FolderMarker.FILE, e);
        }
    }

    @Override
    public void put(String key, byte[] content, Sha256 digest) {
        var file = file(key);
        try {
            PrivatePlace.folder(file.resolveSibling(""));
            var half = file.resolveSibling(HALF + UUID.randomUUID());
            try {
                PrivatePlace.write(half, content);
            } catch (IOException e) {
                Files.deleteIfExists(half);
                throw e;
            }
            Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw failure("write", key, e);
        }
    }

    @Override
    public Optional<byte[]> get(String key) {
        try {
            return Optional.of(Files.readAllBytes(file(key)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw failure("read", key, e);
        }
    }

    @Override
    public List<String> list(String prefix, String after) {
        var folder = file(prefix.substring(0, prefix.lastIndexOf('/') + 1));
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        var keys = new TreeSet<String>();
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    var key = root.relativize(file).toString().replace('\\', '/');
                    var name = file.getFileName().toString();
                    if (!name.startsWith(HALF)
                            && !name.startsWith(FolderMarker.FILE)
                            && key.startsWith(prefix)
                            && key.compareTo(after) > 0) {
                        keys.add(key);
                    }
                    return FileVisitResult.CONTINUE;
                }

                // A half file may be gone between being listed and being looked at, whenever its writer ends just then.
                @Override
                public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                    if (failure instanceof NoSuchFileException) {
                        return FileVisitResult.CONTINUE;
                    }
                    throw failure;
                }
            });
        } catch (IOException e) {
            throw failure("list", prefix, e);
        }
        return List.copyOf(keys);
    }

    @Override
    public void delete(String key) {
        try {
            Files.deleteIfExists(file(key));
        } catch (IOException e) {
            throw failure("delete", key, e);
        }
    }

    @Override
    public void close() {}

    private Path file(String key) {
        var file = root.resolve(key).normalize();
        if (!file.startsWith(root)) {
            throw Problem.operator(
                            "KEY_OUTSIDE_STORE",
                            "The key " + key + " leads out of the store's folder.",
                            "Find out what wrote such a key into the run's objects, then start a new run.")
                    .asException();
        }
        return file;
    }

    private RuntimeException failure(String verb, String key, IOException cause) {
        var text = String.valueOf(cause.getMessage());
        if (text.contains("No space left on device")) {
            return Problem.operator(
                            "STORE_FULL",
                            "The disk that holds " + root + " is full.",
                            "Free some space, or choose another folder, and run again.")
                    .asException(cause);
        }
        return Problem.operator(
                        "STORE_UNREACHABLE",
                        "Could not " + verb + " " + key + " in " + root + " ("
                                + cause.getClass().getSimpleName() + ").",
                        "Check that the folder exists and that this user may read and write it.")
                .asException(cause);
    }
}
