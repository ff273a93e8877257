package dev.landfall.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/attacks.md names a test for each attack that is said to be held, and there is such a test. */
class AttacksPageTest {

    private static final Path ROOT = Path.of(System.getProperty("landfall.root"));
    private static final Pattern CLASS = Pattern.compile("`([A-Z][A-Za-z]*(?:Test|IT|E2E|Contract))`");
    private static final String ACCEPTED = "## Accepted";

    @Test
    void everyAttackThatIsHeldIsTriedByATestThatIsThere() throws IOException {
        var tests = tests();
        for (var row : rows(page().substring(0, page().indexOf(ACCEPTED)))) {
            var named = CLASS.matcher(row.getLast())
                    .results()
                    .map(found -> found.group(1))
                    .toList();
            assertThat(named).as(row.getFirst()).isNotEmpty();
            assertThat(tests).as(row.getFirst()).containsAll(named);
        }
    }

    @Test
    void whatIsAcceptedIsAcceptedBySomebodyForAReason() throws IOException {
        for (var row : rows(page().substring(page().indexOf(ACCEPTED)))) {
            assertThat(row).as(row.getFirst()).hasSize(3).noneMatch(String::isBlank);
        }
    }

    private static String page() throws IOException {
        return Files.readString(ROOT.resolve("docs/attacks.md"));
    }

    private static List<List<String>> rows(String text) {
        var rows = text.lines()
                .filter(line -> line.startsWith("|") && !line.startsWith("|---") && !line.startsWith("| Attack |"))
                .map(line -> Arrays.stream(
                                line.substring(1, line.lastIndexOf('|')).split("\\|"))
                        .map(String::strip)
                        .toList())
                .toList();
        assertThat(rows).isNotEmpty();
        return rows;
    }

    private static Set<String> tests() throws IOException {
        try (var files = Files.find(
                ROOT,
                20,
                (file, found) -> file.toString().contains("/src/test/java/")
                        && file.toString().endsWith(".java"))) {
            return files.map(file -> file.getFileName().toString().replace(".java", ""))
                    .collect(Collectors.toSet());
        }
    }
}
