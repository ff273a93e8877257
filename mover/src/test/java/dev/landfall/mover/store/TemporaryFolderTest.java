package dev.landfall.mover.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.model.folder.OwnFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryFolderTest {

    @TempDir
    Path parent;

    @Test
    void folderIsGoneWithAllThatIsInItWhenClosed() throws IOException {
        Path path;
        try (var folder = TemporaryFolder.create("test")) {
            path = folder.path();
            Files.writeString(Files.createDirectory(path.resolve("deep")).resolve("file"), "content");
        }

        assertThat(path).doesNotExist();
    }

    @Test
    void folderOfAProcessThatWasKilledIsRemoved() throws Exception {
        var killed = new ProcessBuilder("sleep", "60").start();
        var left = OwnFolder.temporary(parent, "landfall-restore-p" + killed.pid() + "-")
                .path();
        Files.writeString(left.resolve("schema.dump"), "content");
        Files.writeString(
                left.resolve(".landfall-owner"),
                killed.pid() + " " + killed.info().startInstant().orElseThrow());

        TemporaryFolder.removeAbandoned(parent);
        assertThat(left).as("while it lives").exists();

        killed.destroyForcibly().waitFor();
        TemporaryFolder.removeAbandoned(parent);
        assertThat(left).doesNotExist();
    }

    /** The first process of a container has the same number in the next one. */
    @Test
    void folderFromBeforeAProcessOfThatNumberBeganIsRemoved() throws IOException {
        var before = OwnFolder.temporary(
                        parent, "landfall-move-p" + ProcessHandle.current().pid() + "-")
                .path();
        Files.writeString(
                before.resolve(".landfall-owner"),
                ProcessHandle.current().pid() + " " + Instant.now().minusSeconds(100_000));

        TemporaryFolder.removeAbandoned(parent);

        assertThat(before).doesNotExist();
    }

    @Test
    void aFolderOfSuchANameThatIsAnotherProgramsStays() throws Exception {
        var ended = new ProcessBuilder("true").start();
        ended.waitFor();
        var foreign = Files.createDirectory(parent.resolve("landfall-notes-p" + ended.pid() + "-mine"));
        var precious = Files.writeString(foreign.resolve("precious.txt"), "mine");
        var ours = OwnFolder.temporary(parent, "landfall-test-p" + ended.pid() + "-");
        Files.createSymbolicLink(ours.path().resolve("link"), foreign);

        TemporaryFolder.removeAbandoned(parent);

        assertThat(precious).exists();
        assertThat(ours.path()).doesNotExist();
    }

    @Test
    void folderThatWasNotYetMarkedWhenItsProcessWasKilledIsRemoved() throws Exception {
        var ended = new ProcessBuilder("true").start();
        ended.waitFor();
        var empty = Files.createDirectory(parent.resolve("landfall-move-p" + ended.pid() + "-1"));

        TemporaryFolder.removeAbandoned(parent);

        assertThat(empty).doesNotExist();
    }

    @Test
    void nothingElseIsTouched() throws IOException {
        var other = Files.createDirectory(parent.resolve("landfall-test-postgres"));
        var file = Files.createFile(parent.resolve("landfall-restore-p999999999-1"));
        var onlyTheName = Files.createDirectory(parent.resolve("landfall-restore-p999999999-2"));
        Files.writeString(onlyTheName.resolve("thesis"), "content");

        TemporaryFolder.removeAbandoned(parent);

        assertThat(other).exists();
        assertThat(file).exists();
        assertThat(onlyTheName.resolve("thesis")).exists();
    }
}
