package dev.landfall.local.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code docs/failures.md} and {@code docs/what-if.md} say what the matrix finds. */
class FailurePageTest {

    private static final Path DOCS =
            Path.of(System.getProperty("landfall.root", ".")).resolve("docs");
    private static final String STALE =
            "stale: mvn test -pl local -am -Dtest=FailurePageTest -Dlandfall.write.docs=true "
                    + "-Dsurefire.failIfNoSpecifiedTests=false";

    @Test
    void pageHoldsTheMatrix() throws IOException {
        var page = DOCS.resolve("failures.md");
        var expected = FailurePage.failures();
        if (Boolean.getBoolean("landfall.write.docs")) {
            Files.writeString(page, expected);
        }
        assertThat(page).as(STALE).hasContent(expected);
    }

    @Test
    void whatIfSaysWhoIsLiveAfterEachStep() throws IOException {
        var page = DOCS.resolve("what-if.md");
        var text = Files.readString(page);
        var begin = text.indexOf(FailurePage.BEGIN);
        var end = text.indexOf(FailurePage.END);
        assertThat(begin).as("the marks of the written table").isNotNegative();
        assertThat(end).isGreaterThan(begin);
        var expected = text.substring(0, begin) + FailurePage.whatIf() + text.substring(end + FailurePage.END.length());
        if (Boolean.getBoolean("landfall.write.docs")) {
            Files.writeString(page, expected);
        }
        assertThat(page).as(STALE).hasContent(expected);
    }

    /** In words of its own, in the table of steps: the first column names the state. */
    @Test
    void everyTaskStateHasARowThatSaysWhatToDo() throws IOException {
        var text = Files.readString(DOCS.resolve("what-if.md"));
        var steps = text.lines()
                .filter(line -> line.startsWith("| ") && line.split("\\|", -1).length == 5)
                .map(line -> line.split("\\|", -1)[1])
                .toList();
        var without = new ArrayList<String>();
        for (var way : List.of(Way.CUTOVER, Way.ROLLBACK)) {
            for (var state : Matrix.tasks(way)) {
                if (steps.stream().noneMatch(step -> step.matches(".*\\b" + state + "\\b.*"))) {
                    without.add(state);
                }
            }
        }
        assertThat(without).as("states without a row in docs/what-if.md").isEmpty();
    }
}
