package dev.landfall.local.move;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.model.transfer.CompareLevel;
import dev.landfall.model.transfer.Comparison;
import dev.landfall.mover.compare.LiveComparison;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** A script in a maintenance window goes on after 0 only: it has to tell what failed. */
class CompareExitTest {

    private static LiveComparison comparison(boolean matches, List<String> notCompared) {
        var contents = new Comparison(
                "compare",
                "app",
                CompareLevel.CONTENT,
                matches,
                1,
                1,
                1,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                List.of(),
                notCompared,
                List.of(),
                Instant.EPOCH,
                1);
        return new LiveComparison(matches, contents, 1, 1, List.of(), List.of(), notCompared);
    }

    @Test
    void equalDifferentAndNotWholeAreThreeCodes() {
        var part = List.of("The schemas were not compared.");

        assertThat(CompareCommand.exitCode(comparison(true, List.of()), false)).isZero();
        assertThat(CompareCommand.exitCode(comparison(false, List.of()), true)).isEqualTo(1);
        assertThat(CompareCommand.exitCode(comparison(false, part), true)).isEqualTo(1);
        assertThat(CompareCommand.exitCode(comparison(true, part), false)).isEqualTo(3);
        assertThat(CompareCommand.exitCode(comparison(true, part), true)).isZero();
    }

    @Test
    void serverThatDoesNotAnswerIsNeitherEqualNorDifferentNorAMistakeInTheCommand() {
        assertThat(run("--source=postgresql://a@127.0.0.1:9/a", "--target=postgresql://a@127.0.0.1:9/b"))
                .isEqualTo(3);
        assertThat(run("--source=mysql://a@127.0.0.1:9/a", "--target=postgresql://a@127.0.0.1:9/b"))
                .isEqualTo(2);
        assertThat(run("--source=postgresql://a@127.0.0.1:9/a")).isEqualTo(2);
    }

    private static int run(String... arguments) {
        var dropped = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        var line = new CommandLine(new CompareCommand(Map.of(), dropped, dropped));
        line.setErr(new java.io.PrintWriter(dropped));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        return line.execute(arguments);
    }

    @Test
    void nameWithALinesEndStaysInItsLine() {
        assertThat(OneLine.of("public.a\nb")).isEqualTo("public.a\\nb");
    }
}
