package dev.landfall.mover.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.model.failure.LandfallException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderStoreTest extends ObjectStoreContract {

    @TempDir
    Path folder;

    @Override
    ObjectStore store() {
        return new FolderStore(folder);
    }

    @Test
    void halfWrittenFilesAreNotListed() throws IOException {
        Files.createDirectories(folder.resolve("a"));
        Files.writeString(folder.resolve("a/.half-1"), "half");

        assertThat(store().list("a/", "")).isEmpty();
    }

    @Test
    void listingGoesOnWhileObjectsAppear() throws InterruptedException {
        var objects = 2_000;
        var writer = Thread.ofPlatform().start(() -> {
            for (var i = 0; i < objects; i++) {
                store().put("a/" + i, new byte[] {1});
            }
        });

        while (writer.isAlive()) {
            assertThat(store().list("a/", "")).hasSizeLessThanOrEqualTo(objects);
        }
        writer.join();

        assertThat(store().list("a/", "")).hasSize(objects);
    }

    /** What lies there is a whole database. */
    @Test
    void nobodyButTheOwnerMayLookIntoAStore() throws IOException {
        var root = folder.resolve("via");
        FolderStore.own(root).put("runs/one/segment", new byte[] {1}, Sha256.of(new byte[] {1}));

        try (var all = Files.walk(root)) {
            for (var place : all.filter(each -> !each.getFileName().toString().startsWith(".landfall"))
                    .toList()) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(place)))
                        .as("%s", place)
                        .isEqualTo(Files.isDirectory(place) ? "rwx------" : "rw-------");
            }
        }
    }

    @Test
    void storeThatOthersMayLookIntoIsRefused() throws IOException {
        var root = folder.resolve("via");
        FolderStore.own(root);
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));

        assertThatThrownBy(() -> FolderStore.own(root))
                .hasMessageContaining("FOLDER_OPEN_TO_OTHERS")
                .hasMessageContaining("rwxr-xr-x")
                .hasMessageContaining("chmod 700 ");
    }

    @Test
    void emptyFolderThatBecomesAStoreIsClosedBeforeAnythingIsInIt() throws IOException {
        var root = Files.createDirectory(
                folder.resolve("empty"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));

        FolderStore.own(root);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root)))
                .isEqualTo("rwx------");
    }

    @Test
    void folderThatCannotBeWrittenIsNamed() throws IOException {
        Files.writeString(folder.resolve("file"), "in the way");

        assertThatThrownBy(() -> store().put("file/a", new byte[0]))
                .isInstanceOf(LandfallException.class)
                .hasMessageContaining("STORE_UNREACHABLE");
    }

    @Test
    void keysStayInsideTheFolder() {
        assertThatThrownBy(() -> store().put("../a", new byte[0]))
                .hasMessageStartingWith("KEY_OUTSIDE_STORE [OPERATOR]");
    }

    @Test
    void anotherProcessRewritesWhatIsReadWhole() throws Exception {
        store().writeJson(Rewriter.KEY, Rewriter.tables(0));
        var writer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Rewriter.class.getName(),
                        folder.toString(),
                        "1500")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();

        while (writer.isAlive()) {
            assertThat(Rewriter.read(store(), System.nanoTime() + 50_000_000)).isPositive();
        }

        assertThat(new String(writer.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip())
                .matches("[1-9]\\d*");
    }
}
