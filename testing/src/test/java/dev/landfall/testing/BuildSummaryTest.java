package dev.landfall.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildSummaryTest {

    @TempDir
    Path root;

    @Test
    void countsOfAllJvmsOfAModuleAreOneLineAndWhatWasLeftOutIsNamed() throws IOException {
        var tiers = root.resolve("target/tiers");
        TierCount.write(
                tiers, "landfall-local", "1", Map.of(Tier.PLAIN, 3), Map.of(Tier.MOTO, List.of("A: no\npython")));
        TierCount.write(
                tiers, "landfall-local", "2", Map.of(Tier.PLAIN, 4), Map.of(Tier.MOTO, List.of("B: no python")));

        assertThat(printed().lines())
                .containsSubsequence(
                        "Test tiers:",
                        "  landfall-local     PLAIN      ran          7 tests  (" + Tier.PLAIN.description() + ")",
                        "  landfall-local     MOTO       LEFT OUT  A: no python",
                        "  landfall-local     MOTO       LEFT OUT  B: no python");
    }

    @Test
    void tenSlowestClassesAreNamedTheSlowestFirst() throws IOException {
        Files.createDirectories(root.resolve("target/tiers"));
        for (var i = 1; i <= 12; i++) {
            report("local", "surefire-reports", "dev.landfall.Some" + i + "Test", i + ".5");
        }
        report("functions", "failsafe-reports", "dev.landfall.packaged.AllIT", "1,203.25");

        assertThat(printed().lines().dropWhile(line -> !line.startsWith("The slowest")))
                .hasSize(11)
                .containsSubsequence(
                        "  functions          1203.3 s  AllIT",
                        "  local                12.5 s  Some12Test",
                        "  local                 4.5 s  Some4Test");
    }

    @Test
    void aBuildWithoutTestsSaysSo() throws IOException {
        assertThat(printed()).startsWith("Test tiers: none, no test ran.");
    }

    private void report(String module, String kind, String name, String seconds) throws IOException {
        var folder =
                Files.createDirectories(root.resolve(module).resolve("target").resolve(kind));
        Files.writeString(
                folder.resolve("TEST-" + name + ".xml"),
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuite xmlns:xsi=\"x\" version=\"3.0.2\" name=\""
                        + name + "\" time=\"" + seconds + "\" tests=\"1\">\n</testsuite>\n");
    }

    private String printed() throws IOException {
        var bytes = new ByteArrayOutputStream();
        BuildSummary.print(root, new PrintStream(bytes, true));
        return bytes.toString();
    }
}
