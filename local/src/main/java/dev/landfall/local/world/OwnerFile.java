package dev.landfall.local.world;

import dev.landfall.model.folder.PrivatePlace;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;

/** Files and folders that only their owner can read; a file is there whole or not at all. */
public final class OwnerFile {

    private OwnerFile() {}

    /** Writes or replaces a file, making its folder where there is none. */
    public static void write(Path file, byte[] content) throws IOException {
        var folder = folder(file.toAbsolutePath().resolve("..").normalize());
        var fresh = folder.resolve("." + file.getFileName() + "." + UUID.randomUUID());
        try {
            try (var channel = FileChannel.open(
                    fresh,
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
                var bytes = ByteBuffer.wrap(content);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /** Makes a folder and those above it; what exists is left as it is. */
    public static Path folder(Path folder) throws IOException {
        return PrivatePlace.folder(folder);
    }
}
