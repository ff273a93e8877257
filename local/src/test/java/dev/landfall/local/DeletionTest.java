package dev.landfall.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Whole folders are deleted in one place, which proves first that they are ours. Whoever deletes or replaces a single file
 * is listed here with what makes that file its own.
 */
class DeletionTest {

    private static final Path ROOT = Path.of(System.getProperty("landfall.root"));

    private static final Pattern DELETES =
            Pattern.compile("Files\\.delete|deleteOnExit|deleteRecursively|deleteDirectory|DirectoryWalker"
                    + "|\\.toFile\\(\\)\\.delete|new File\\([^)]*\\)\\.delete|SecureDirectoryStream|\"rm\"");
    private static final Pattern REPLACES = Pattern.compile(
            "Files\\.write|Files\\.writeString|newOutputStream|newBufferedWriter|FileOutputStream|FileWriter"
                    + "|RandomAccessFile|REPLACE_EXISTING|TRUNCATE_EXISTING|FileChannel\\.open|newByteChannel"
                    + "|writeValue\\(\\s*[a-z.()]+toFile");
    private static final Pattern SHELL =
            Pattern.compile("\\brm\\s+-|\\brm\\s+[/\"$]|-delete\\b|git\\s+clean|\\brmdir\\b|\\bshred\\b");

    /** Those that delete a file: the marker's own, what they wrote aside, or what lies in a folder that proved itself. */
    private static final Set<String> MAY_DELETE = Set.of(
            // The one place for whole folders, its marker, and pages that have a sign of ours.
            "OwnFolder",
            "FolderMarker",
            "OwnFile",
            // One object by its key, below a folder that was claimed.
            "FolderStore",
            "FolderRunStore",
            // Only what they themselves wrote aside a moment ago.
            "OwnerFile",
            "PrivateFile",
            "OutFolder",
            "ToolCommand",
            "Limits",
            // In the world's folder, which is claimed before it is locked.
            "Presence",
            "WorldLock",
            "ChildProcesses",
            // An empty folder, a password that it wrote, and a lock of a server that is gone, in a cluster's folder.
            "DataFolder",
            // A temporary file of this process.
            "RdsRoots");

    /** Those that write or replace a file. */
    private static final Set<String> MAY_WRITE = Set.of(
            "FolderMarker",
            // New files only, for the others below.
            "PrivatePlace",
            "OwnFile",
            "FolderStore",
            "FolderRunStore",
            "OwnerFile",
            "PrivateFile",
            "OutFolder",
            "WorldLock",
            // In a temporary folder of their own.
            "ArchivedSchema",
            "StoredSchema",
            "SchemaRestore",
            "ArchiveRestore",
            "TemporaryFolder",
            "RdsRoots",
            "Limits",
            "DataFolder",
            // In the folder of its own server.
            "MovedStore",
            // Below the checkout's target folder.
            "StateMachines",
            "NodeTools",
            "PythonTools",
            // A list beside a module's pom, when asked.
            "Libraries",
            "TierCount",
            // In the folder of the test that asks for it.
            "FakeCertificate",
            "Notices",
            "ReachedClasses",
            "JdkClasses");

    @Test
    void onlyOnePlaceDeletesFoldersAndEveryOtherDeletionIsAccountedFor() {
        assertThat(sources(DELETES)).isEqualTo(new TreeSet<>(MAY_DELETE));
    }

    @Test
    void everythingThatIsReplacedIsAccountedFor() {
        assertThat(sources(REPLACES)).isEqualTo(new TreeSet<>(MAY_WRITE));
    }

    @Test
    void nobodyWalksAFolderToDeleteIt() {
        var walks = sources(Pattern.compile("walkFileTree|Files\\.walk|Files\\.find|newDirectoryStream"));
        walks.retainAll(sources(DELETES));

        assertThat(walks).containsExactlyInAnyOrder("OwnFolder", "FolderStore", "FolderRunStore");
    }

    @Test
    void scriptsDeleteNothingOfAUsers() {
        var found = scripts()
                .flatMap(file -> lines(file)
                        .filter(line -> SHELL.matcher(line).find())
                        .map(line -> ROOT.relativize(file) + ": " + line.strip()))
                .toList();

        assertThat(found)
                .containsExactlyInAnyOrder(
                        // Its own file, written the moment before.
                        "mover/container/entrypoint: if ! (: >/tmp/.landfall && rm /tmp/.landfall) 2>/dev/null; then",
                        // In an image that is being built.
                        "mover/container/Dockerfile: rm -rf /var/lib/apt/lists/*; \\");
    }

    private static Set<String> sources(Pattern pattern) {
        try (var files = Files.walk(ROOT, 20)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(DeletionTest::isProduct)
                    .filter(file -> pattern.matcher(text(file)).find())
                    .map(file -> file.getFileName().toString().replace(".java", ""))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isProduct(Path file) {
        var path = ROOT.relativize(file).toString();
        return (path.contains("src/main/") || path.startsWith("functions/packaging/")) && !path.contains("/target/");
    }

    private static Stream<Path> scripts() {
        return Stream.of(ROOT.resolve("landfall"), ROOT.resolve(".ci"), ROOT.resolve("mover/container"))
                .flatMap(DeletionTest::files);
    }

    private static Stream<Path> files(Path place) {
        try (var files = Files.walk(place)) {
            return files.filter(Files::isRegularFile).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> lines(Path file) {
        return text(file).lines();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
