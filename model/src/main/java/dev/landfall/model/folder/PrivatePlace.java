package dev.landfall.model.folder;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Files and folders that only their owner can read, from their first moment on. Where a file system has no such modes, it
 * decides itself who reads them.
 */
public final class PrivatePlace {

    private static final Set<PosixFilePermission> OF_FOLDERS = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> OF_FILES = PosixFilePermissions.fromString("rw-------");

    private PrivatePlace() {}

    /** Makes it and those above it that are missing; one that is there stays as it is. */
    public static Path folder(Path folder) throws IOException {
        return Files.createDirectories(folder, attributes(folder, OF_FOLDERS));
    }

    /** A new file. */
    public static void write(Path file, byte[] content) throws IOException {
        try (var channel = FileChannel.open(
                file,
                EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                attributes(file, OF_FILES))) {
            var bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }
    }

    /** A file that something else appends to; one that is there stays as it is. */
    public static Path file(Path file) throws IOException {
        try {
            Files.createFile(file, attributes(file, OF_FILES));
        } catch (FileAlreadyExistsException e) {
            // Whoever made it decided.
        }
        return file;
    }

    /** Takes everybody else's rights to a folder away, in which nothing is yet. */
    static void narrow(Path folder) throws IOException {
        if (hasModes(folder)) {
            Files.setPosixFilePermissions(folder, OF_FOLDERS);
        }
    }

    /** Its mode, such as {@code rwxr-xr-x}, where others than its owner have any right to it. */
    static Optional<String> open(Path folder) throws IOException {
        if (!hasModes(folder)) {
            return Optional.empty();
        }
        var mode = Files.getPosixFilePermissions(folder);
        return OF_FOLDERS.containsAll(mode) ? Optional.empty() : Optional.of(PosixFilePermissions.toString(mode));
    }

    private static FileAttribute<?>[] attributes(Path place, Set<PosixFilePermission> mode) {
        return hasModes(place)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(mode)}
                : new FileAttribute<?>[0];
    }

    private static boolean hasModes(Path place) {
        return place.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
