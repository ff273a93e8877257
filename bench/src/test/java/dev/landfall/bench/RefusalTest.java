package dev.landfall.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What cannot be measured is said in one sentence, before a server is started. */
class RefusalTest {

    private static final String JAR = "landfall.mover.jar";

    @TempDir
    Path folder;

    private final PrintStream stderr = System.err;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @BeforeEach
    void listen() throws Exception {
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        System.setProperty(JAR, Files.createFile(folder.resolve("mover.jar")).toString());
    }

    @AfterEach
    void restore() {
        System.setErr(stderr);
        System.clearProperty(JAR);
    }

    @Test
    void wayThatThereIsNot() {
        assertThat(refused(new BenchCommand(), "--only", "landfall,pgcopydb-fast"))
                .startsWith("--only names pgcopydb-fast, which is no way. Choose from guide,")
                .contains("landfall-move");
    }

    @Test
    void sizeOfNothing() {
        assertThat(refused(new BenchCommand(), "--gib", "0")).contains("begin above 0");
        assertThat(refused(new BenchCommand(), "--giant-gib", "0")).contains("begin above 0");
        assertThat(refused(new BenchCommand(), "--runs", "0")).contains("begin above 0");
    }

    @Test
    void moverThatIsNotBuilt() {
        System.setProperty(JAR, folder.resolve("none.jar").toString());
        assertThat(refused(new BenchCommand())).contains("is not built. Run ./landfall bench.");
    }

    @Test
    void coldStartOfAnArchiveThatIsNotThere() {
        assertThat(refused(new BenchCommand(), "cold-start", "--archive", "none.jar"))
                .startsWith("none.jar is not there. Run mvn ");
    }

    @Test
    void coldStartOfNoRuns() {
        assertThat(refused(new BenchCommand(), "cold-start", "--runs", "0")).startsWith("--runs begins above 0.");
    }

    @Test
    void folderOfSomebodyElseIsLeftAlone() throws IOException {
        var foreign = Files.createDirectory(folder.resolve("foreign"));
        var thesis = Files.writeString(foreign.resolve("thesis.txt"), "mine");

        assertThat(refused(new BenchCommand(), "--folder", foreign.toString()))
                .contains("foreign holds something")
                .contains("Nothing was touched.");
        assertThat(foreign).isDirectoryContaining(file -> file.equals(thesis));
        assertThat(thesis).hasContent("mine");
    }

    @Test
    void pagesAndResultsOfSomebodyElseAreLeftAlone() throws IOException {
        var page = Files.writeString(folder.resolve("performance.md"), "mine");
        var results = Files.writeString(folder.resolve("results.json"), "mine");

        assertThat(refused(new BenchCommand(), "--docs", folder.toString())).contains("performance.md");
        assertThat(refused(new BenchCommand(), "--json", results.toString())).contains("results.json");
        assertThat(page).hasContent("mine");
        assertThat(results).hasContent("mine");
    }

    private String refused(BenchCommand command, String... arguments) {
        said.reset();
        assertThat(new CommandLine(command).execute(arguments)).isEqualTo(2);
        return said.toString(StandardCharsets.UTF_8);
    }
}
