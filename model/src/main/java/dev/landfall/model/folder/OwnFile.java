package dev.landfall.model.folder;

import dev.landfall.model.failure.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * A page that Landfall writes among files of others, and replaces only where a sentence in it tells that it is its own.
 *
 * @param sign that every version of it has in its text
 */
public record OwnFile(Path path, String sign) {

    /** {@code FILE_NOT_OURS} where another file, a folder or a link has that name; for a caller that asks early. */
    public void refuseForeign() throws IOException {
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)
                && !(Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
                        && new String(Files.readAllBytes(path), StandardCharsets.UTF_8).contains(sign))) {
            throw Problem.operator(
                            "FILE_NOT_OURS",
                            path
                                    + " is there already, and nothing in it tells that Landfall wrote it. It was not touched.",
                            "Name another place, or move that file away.")
                    .asException();
        }
    }

    /** Appears whole or not at all, with its folder where there is none. {@code FILE_NOT_OURS}. */
    public void write(String text) throws IOException {
        if (!text.contains(sign)) {
            throw new IllegalArgumentException("the text of " + path.getFileName() + " lacks its own sign");
        }
        refuseForeign();
        Files.createDirectories(path.toAbsolutePath().resolveSibling(""));
        var half = path.resolveSibling("." + path.getFileName() + "." + UUID.randomUUID());
        try {
            Files.writeString(half, text, StandardOpenOption.CREATE_NEW);
            Files.move(half, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(half);
        }
    }
}
