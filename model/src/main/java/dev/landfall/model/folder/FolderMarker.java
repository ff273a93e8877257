package dev.landfall.model.folder;

import dev.landfall.model.Json;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * The file that proves that Landfall made a folder. It is written before anything else and removed after everything else.
 *
 * @param name {@code Landfall}
 * @param id of this folder alone
 * @param place the folder as it was asked for, which may be another than the one it stands in
 */
public record FolderMarker(String name, FolderKind kind, String id, Instant createdAt, Path place) {

    /** The file's name. */
    public static final String FILE = ".landfall-folder.json";

    private static final String NAME = "Landfall";

    static FolderMarker of(FolderKind kind, Path place) {
        return new FolderMarker(NAME, kind, UUID.randomUUID().toString(), Instant.now(), place);
    }

    /** Empty where there is none, and where the file is another program's. A link proves nothing. */
    static Optional<FolderMarker> read(Path folder) throws IOException {
        var file = folder.resolve(FILE);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Json.MAPPER.readValue(Files.readAllBytes(file), FolderMarker.class))
                    .filter(marker -> NAME.equals(marker.name()));
        } catch (com.fasterxml.jackson.core.JacksonException e) {
            return Optional.empty();
        }
    }

    /** Appears whole or not at all; where another process was first, its marker stays. */
    void write(Path folder) throws IOException {
        var half = folder.resolve(FILE + "." + UUID.randomUUID());
        try {
            Files.write(half, Json.MAPPER.writeValueAsBytes(this), StandardOpenOption.CREATE_NEW);
            Files.createLink(folder.resolve(FILE), half);
        } catch (FileAlreadyExistsException e) {
            return;
        } finally {
            Files.deleteIfExists(half);
        }
    }

    /** Whether a file of that name is a marker, or was to become one. */
    static boolean isName(String file) {
        return file.startsWith(FILE);
    }
}
