package dev.landfall.mover.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.model.failure.LandfallException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
