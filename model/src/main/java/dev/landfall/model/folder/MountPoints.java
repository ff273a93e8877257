package dev.landfall.model.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;

/** Where file systems begin. */
final class MountPoints {

    /** Linux lists every one, also a folder that is mounted a second time, whose device tells nothing. */
    private static final Path LISTED = Path.of("/proc/self/mountinfo");

    private static final int PLACE = 4;

    private MountPoints() {}

    /** The folder itself and those below it, as far as the system lists them. */
    static List<Path> from(Path folder) throws IOException {
        var found = new LinkedHashSet<Path>();
        if (begins(folder)) {
            found.add(folder);
        }
        if (Files.isReadable(LISTED)) {
            for (var line : Files.readAllLines(LISTED)) {
                var fields = line.split(" ", -1);
                var place = Path.of(fields[PLACE].replace("\\040", " ").replace("\\134", "\\"));
                if (place.startsWith(folder)) {
                    found.add(place);
                }
            }
        }
        return List.copyOf(found);
    }

    private static boolean begins(Path folder) throws IOException {
        var above = folder.getParent();
        return above == null
                || (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)
                        && !device(folder).equals(device(above)));
    }

    static Object device(Path path) throws IOException {
        return Files.getAttribute(path, "unix:dev", LinkOption.NOFOLLOW_LINKS);
    }
}
