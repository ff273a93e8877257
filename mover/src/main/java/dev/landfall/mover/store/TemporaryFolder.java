package dev.landfall.mover.store;

import dev.landfall.model.failure.LandfallException;
import dev.landfall.model.failure.Problem;
import dev.landfall.model.folder.FolderKind;
import dev.landfall.model.folder.OwnFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder that is gone when it is closed. What a process that was killed left behind, the next one removes: a file in it
 * says which process it was and when that began.
 */
public record TemporaryFolder(Path path) implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TemporaryFolder.class);
    private static final String PREFIX = "landfall-";
    private static final Pattern NAME = Pattern.compile(PREFIX + "[a-z]+-p(\\d+)-.*");

    /** Begins so that it is the last to be removed. */
    private static final String OWNER = ".landfall-owner";

    /** The system's clock may be set right a little between two looks at when a process began. */
    private static final Duration SAME_START = Duration.ofSeconds(5);

    /**
     * {@code TEMPORARY_FOLDER_UNUSABLE}.
     *
     * @param purpose part of its name, in small letters
     */
    public static TemporaryFolder create(String purpose) {
        var parent = Path.of(System.getProperty("java.io.tmpdir"));
        removeAbandoned(parent);
        try {
            var own = ProcessHandle.current();
            var path = OwnFolder.temporary(parent, PREFIX + purpose + "-p" + own.pid() + "-")
                    .path();
            Files.writeString(path.resolve(OWNER), owner(own));
            return new TemporaryFolder(path);
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /** What a failure to use it means. */
    public static RuntimeException unusable(IOException cause) {
        return Problem.operator(
                        "TEMPORARY_FOLDER_UNUSABLE",
                        "Nothing could be kept in " + System.getProperty("java.io.tmpdir") + " ("
                                + cause.getClass().getSimpleName() + ").",
                        "Give the mover a temporary folder that it may write to, with some space.")
                .asException(cause);
    }

    @Override
    public void close() {
        try {
            remove(path);
        } catch (IOException e) {
            throw Problem.operator(
                            "TEMPORARY_FOLDER_LEFT",
                            "The folder " + path + ", which may hold the database's content, could not be removed.",
                            "Remove it.")
                    .asException(e);
        }
    }

    /** Removes folders whose process is gone. */
    static void removeAbandoned(Path parent) {
        try (var files = Files.list(parent)) {
            files.filter(TemporaryFolder::isAbandoned).forEach(TemporaryFolder::removeIfOurs);
        } catch (IOException e) {
            LOG.debug("what earlier processes left is not known: {}", e.getMessage());
        }
    }

    private static void removeIfOurs(Path folder) {
        try {
            remove(folder);
        } catch (IOException | LandfallException e) {
            // It may be another user's; the next run of theirs removes it.
            LOG.debug("a folder of an earlier process was left: {}", e.getMessage());
        }
    }

    private static boolean isAbandoned(Path folder) {
        var name = NAME.matcher(folder.getFileName().toString());
        if (!name.matches() || !Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        var process = ProcessHandle.of(Long.parseLong(name.group(1))).filter(ProcessHandle::isAlive);
        try {
            var marked = Files.readString(folder.resolve(OWNER)).strip().split(" ");
            return marked[0].equals(name.group(1))
                    && process.filter(alive -> isSame(alive, marked)).isEmpty();
        } catch (NoSuchFileException e) {
            // Killed before it could say more than its name does.
            return process.isEmpty();
        } catch (IOException | DateTimeParseException e) {
            // Nothing says whose it is.
            return false;
        }
    }

    /** In a container the first process has the same number each time. */
    private static boolean isSame(ProcessHandle process, String[] marked) {
        var started = process.info().startInstant();
        return marked.length < 2
                || started.isEmpty()
                || Duration.between(started.get(), Instant.parse(marked[1]))
                                .abs()
                                .compareTo(SAME_START)
                        < 0;
    }

    private static String owner(ProcessHandle process) {
        return process.pid()
                + process.info().startInstant().map(start -> " " + start).orElse("");
    }

    /** Its name says whose it is; the marker in it proves that. */
    private static void remove(Path folder) throws IOException {
        // One that is empty was left by who was killed before it could mark it.
        if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS) && !OwnFolder.deletedEmpty(folder)) {
            OwnFolder.prove(folder, FolderKind.TEMPORARY).delete();
        }
    }
}
