package dev.landfall.model.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.model.failure.OperatorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnFolderTest {

    @TempDir
    Path folder;

    @Test
    void theMarkerIsThereBeforeAnythingElseAndSaysWhatTheFolderIs() throws IOException {
        var own = OwnFolder.claim(folder.resolve("a/b"), FolderKind.WORLD);

        assertThat(names(own.path())).containsExactly(FolderMarker.FILE);
        assertThat(own.marker().name()).isEqualTo("Landfall");
        assertThat(own.marker().kind()).isEqualTo(FolderKind.WORLD);
        assertThat(own.marker().place()).isEqualTo(folder.resolve("a/b"));
        assertThat(OwnFolder.claim(folder.resolve("a/b"), FolderKind.WORLD)).isEqualTo(own);
    }

    @Test
    void anEmptyFolderIsTakenAndAFullOneIsNot() throws IOException {
        var empty = Files.createDirectory(folder.resolve("empty"));
        var foreign = foreign();

        assertThat(OwnFolder.claim(empty, FolderKind.OUTPUT).path()).isEqualTo(empty.toRealPath());
        refused(() -> OwnFolder.claim(foreign, FolderKind.OUTPUT));
        refused(() -> OwnFolder.prove(foreign, FolderKind.OUTPUT));
        assertThat(names(foreign)).containsExactly("file");
    }

    @Test
    void aMarkerOfAnotherProgramOrBehindALinkProvesNothing() throws IOException {
        var foreign = foreign();
        Files.writeString(foreign.resolve(FolderMarker.FILE), "{\"name\": \"other\"}");
        refused(() -> OwnFolder.prove(foreign, FolderKind.WORLD));

        Files.delete(foreign.resolve(FolderMarker.FILE));
        var own = OwnFolder.claim(folder.resolve("own"), FolderKind.WORLD);
        Files.createSymbolicLink(foreign.resolve(FolderMarker.FILE), own.path().resolve(FolderMarker.FILE));
        refused(() -> OwnFolder.prove(foreign, FolderKind.WORLD));
        assertThat(foreign.resolve("file")).exists();
    }

    @Test
    void aLinkIsSeenThroughBeforeAnythingIsDecided() throws IOException {
        var foreign = foreign();
        var link = Files.createSymbolicLink(folder.resolve("link"), foreign);
        var toRoot = Files.createSymbolicLink(folder.resolve("root"), Path.of("/"));

        refused(() -> OwnFolder.claim(link, FolderKind.WORLD));
        refused(() -> OwnFolder.prove(link, FolderKind.WORLD));
        refused(() -> OwnFolder.prove(toRoot, FolderKind.WORLD));
        assertThat(foreign.resolve("file")).exists();
    }

    @Test
    void aLinkInsideIsDeletedAndNotFollowed() throws IOException {
        var foreign = foreign();
        var own = OwnFolder.claim(folder.resolve("own"), FolderKind.WORLD);
        Files.createDirectories(own.path().resolve("a/b"));
        Files.createSymbolicLink(own.path().resolve("a/b/link"), foreign);
        Files.createSymbolicLink(own.path().resolve("link"), foreign);

        own.delete();

        assertThat(own.path()).doesNotExist();
        assertThat(foreign.resolve("file")).exists();
    }

    @Test
    void onlyNamedThingsAreDeletedAndTheRestIsTold() throws IOException {
        var own = OwnFolder.claim(folder.resolve("own"), FolderKind.WORLD);
        Files.createDirectories(own.path().resolve("ours/deep"));
        Files.writeString(own.path().resolve("theirs.txt"), "mine");

        assertThat(own.delete(List.of("ours", "never-made"))).containsExactly("theirs.txt");

        assertThat(names(own.path())).containsExactly(FolderMarker.FILE, "theirs.txt");
    }

    @Test
    void aCheckoutIsLeftAloneEvenWithAMarker() throws IOException {
        var own = OwnFolder.claim(folder.resolve("own"), FolderKind.WORLD);
        Files.createDirectory(own.path().resolve(".git"));

        assertThatThrownBy(own::delete).isInstanceOf(OperatorException.class).hasMessageContaining("FOLDER_PROTECTED");
        assertThat(own.path().resolve(".git")).exists();
    }

    @Test
    void processesThatClaimAtOnceAgreeOnOneMarker() {
        var place = folder.resolve("shared");

        assertThat(IntStream.range(0, 16)
                        .parallel()
                        .mapToObj(number -> claim(place))
                        .map(own -> own.marker().id())
                        .distinct())
                .hasSize(1);
    }

    private static OwnFolder claim(Path place) {
        try {
            return OwnFolder.claim(place, FolderKind.OBJECTS);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Path foreign() throws IOException {
        var foreign = Files.createDirectories(folder.resolve("foreign"));
        Files.writeString(foreign.resolve("file"), "precious");
        return foreign;
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable verb) {
        assertThatThrownBy(verb).isInstanceOf(OperatorException.class).hasMessageContaining("FOLDER_");
    }

    private static List<String> names(Path place) throws IOException {
        try (var entries = Files.list(place)) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        }
    }
}
