package dev.landfall.local.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.local.world.LocalWorld;
import dev.landfall.local.world.WorldHome;
import dev.landfall.local.world.WorldLock;
import dev.landfall.model.failure.OperatorException;
import dev.landfall.model.folder.FolderKind;
import dev.landfall.model.folder.OwnFolder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorldCommandTest {

    @TempDir
    Path folder;

    @Test
    void aFolderThatIsNoWorldIsNeitherEmptiedNorLocked() throws IOException {
        var foreign = foreign("foreign");

        assertThat(LandfallCommand.run("world", "reset", "--yes", "--home", foreign.toString()))
                .isEqualTo(4);

        assertThat(foreign).isDirectoryContaining(file -> file.endsWith("precious.txt"));
        try (var files = Files.list(foreign)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void aLinkToAFolderThatIsNoWorldIsRefused() throws IOException {
        var foreign = foreign("foreign");
        var link = Files.createSymbolicLink(folder.resolve("link"), foreign);

        assertThat(LandfallCommand.run("world", "reset", "--yes", "--home", link.toString()))
                .isEqualTo(4);

        assertThat(foreign.resolve("precious.txt")).exists();
    }

    @Test
    void aCheckoutIsRefused() throws IOException {
        var home = world("checkout");
        Files.createDirectory(home.root().resolve(".git"));

        assertThatThrownBy(() -> LocalWorld.reset(home)).hasMessageContaining("FOLDER_PROTECTED");
        assertThat(reset(home)).isEqualTo(4);

        assertThat(home.root().resolve("world.json")).exists();
    }

    @Test
    void onlyWhatTheWorldWroteIsDeleted() throws IOException {
        var home = world("world");
        var foreign = Files.writeString(home.root().resolve("precious.txt"), "mine");
        Files.createDirectories(home.root().resolve("vault"));
        Files.createSymbolicLink(home.root().resolve("vault/link"), foreign("elsewhere"));

        assertThat(reset(home)).isZero();

        assertThat(foreign).exists();
        assertThat(folder.resolve("elsewhere/precious.txt")).exists();
        assertThat(home.root().resolve("world.json")).doesNotExist();
        assertThat(home.root().resolve("vault")).doesNotExist();
        assertThat(LocalWorld.reset(home)).containsExactly("precious.txt");
    }

    @Test
    void aDataFolderThatAFileNamesProvesItselfFirst() throws IOException {
        var foreign = foreign("foreign");
        var others = OwnFolder.claim(folder.resolve("others"), FolderKind.CLUSTER);
        for (var named : new Path[] {foreign, others.path()}) {
            var home = world("world");
            Files.writeString(
                    home.root().resolve("world.json"),
                    "{\"ports\": {}, \"targetBuilt\": false, \"dataFolders\": [\"" + named + "\"]}");

            assertThatThrownBy(() -> LocalWorld.checkReset(home)).hasMessageContaining("FOLDER_NOT_OURS");
            assertThatThrownBy(() -> LocalWorld.reset(home)).hasMessageContaining("FOLDER_NOT_OURS");
            assertThat(reset(home)).isEqualTo(4);

            assertThat(home.root().resolve("world.json")).exists();
        }
        assertThat(foreign.resolve("precious.txt")).exists();
        assertThat(others.path()).exists();
    }

    @Test
    void aDataFolderOfThisWorldGoesWithIt() throws IOException {
        var home = world("world");
        var cluster = OwnFolder.claim(
                folder.resolve("cluster"), FolderKind.CLUSTER, home.root().resolve("postgres/source"));
        Files.writeString(
                home.root().resolve("world.json"),
                "{\"ports\": {}, \"targetBuilt\": false, \"dataFolders\": [\"" + cluster.path() + "\"]}");

        assertThat(reset(home)).isZero();

        assertThat(cluster.path()).doesNotExist();
    }

    @Test
    void withoutATerminalItMustBeSaid() throws IOException {
        var home = world("world");

        assertThat(LandfallCommand.run("world", "reset", "--home", home.root().toString()))
                .isEqualTo(4);

        assertThat(home.root().resolve("world.json")).exists();
    }

    @Test
    void onATerminalItIsAsked() {
        assertThatThrownBy(() -> consent("n\n").toAsk(false, "delete the world"))
                .isInstanceOf(OperatorException.class)
                .hasMessageContaining("CONSENT_MISSING");
        assertThatThrownBy(() -> consent("").toAsk(false, "delete the world")).isInstanceOf(OperatorException.class);
        consent("y\n").toAsk(false, "delete the world");
        consent("").toAsk(true, "delete the world");
    }

    @Test
    void aRunDoesNotMakeAForeignFolderItsHome() throws IOException {
        var foreign = foreign("foreign");

        assertThat(LandfallCommand.run("rehearse", "--yes", "--home", foreign.toString()))
                .isEqualTo(4);

        try (var files = Files.list(foreign)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void aRunDoesNotPutItsReportIntoAForeignFolder() throws IOException {
        var foreign = foreign("foreign");
        var report = Files.writeString(foreign.resolve("report.html"), "mine");

        assertThatThrownBy(() -> new OutFolder(foreign).prepare())
                .isInstanceOf(OperatorException.class)
                .hasMessageContaining("FOLDER_NOT_OURS");
        assertThat(LandfallCommand.run(
                        "capture",
                        "--sample",
                        "terraform-modules",
                        "--out",
                        wrapped(foreign).toString()))
                .isEqualTo(4);

        assertThat(report).hasContent("mine");
        assertThat(foreign.resolve("world")).doesNotExist();
    }

    /** Below {@code --out} a sample's folder has the sample's name. */
    private Path wrapped(Path foreign) throws IOException {
        var out = Files.createDirectory(folder.resolve("out"));
        Files.createSymbolicLink(out.resolve("terraform-modules"), foreign);
        return out;
    }

    private static Consent consent(String typed) {
        return new Consent(
                true,
                new StringReader(typed),
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));
    }

    private static int reset(WorldHome home) {
        return LandfallCommand.run(
                "world", "reset", "--yes", "--home", home.root().toString());
    }

    private WorldHome world(String name) throws IOException {
        var home = new WorldHome(folder.resolve(name));
        WorldLock.take(home).close();
        Files.writeString(
                home.root().resolve("world.json"), "{\"ports\": {}, \"targetBuilt\": false, \"dataFolders\": []}");
        return home;
    }

    private Path foreign(String name) throws IOException {
        var foreign = Files.createDirectory(folder.resolve(name));
        Files.writeString(foreign.resolve("precious.txt"), "mine");
        return foreign;
    }
}
