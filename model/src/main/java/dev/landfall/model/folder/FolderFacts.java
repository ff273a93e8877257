package dev.landfall.model.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a folder is, as far as that decides whether Landfall may use or delete it.
 *
 * @param path without links
 * @param homes the user's home folders, without links
 * @param mountPoints where file systems begin, there and below
 * @param checkout whether a Git checkout begins there
 * @param empty whether nothing is in it, or it is not there
 */
record FolderFacts(
        Path path,
        Set<Path> homes,
        List<Path> mountPoints,
        boolean checkout,
        boolean empty,
        Optional<FolderMarker> marker) {

    /** Only reads. */
    static FolderFacts of(Path folder) throws IOException {
        var path = withoutLinks(folder.toAbsolutePath());
        return new FolderFacts(
                path,
                homeFolders(),
                MountPoints.from(path),
                Files.exists(path.resolve(".git"), LinkOption.NOFOLLOW_LINKS),
                isEmpty(path),
                FolderMarker.read(path));
    }

    private static Set<Path> homeFolders() throws IOException {
        var homes = new HashSet<Path>();
        for (var home : new @Nullable String[] {System.getProperty("user.home"), System.getenv("HOME")}) {
            if (home != null && home.startsWith("/")) {
                homes.add(withoutLinks(Path.of(home)));
            }
        }
        return homes;
    }

    /** Links of everything that exists are followed; what is not there yet keeps its name. */
    private static Path withoutLinks(Path path) throws IOException {
        var existing = path;
        while (!Files.exists(existing, LinkOption.NOFOLLOW_LINKS) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        var rest = existing.relativize(path);
        return existing.toRealPath().resolve(rest).normalize();
    }

    private static boolean isEmpty(Path path) throws IOException {
        if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            return !Files.exists(path, LinkOption.NOFOLLOW_LINKS);
        }
        try (var entries = Files.list(path)) {
            return entries.allMatch(
                    entry -> FolderMarker.isName(entry.getFileName().toString()));
        }
    }
}
