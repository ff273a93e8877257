package dev.landfall.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The program in a real pseudo-terminal of 60 columns, as {@code script} opens it. */
class TerminalIT {

    private static final Path SCRIPT = Path.of("/usr/bin/script");
    private static final String ESCAPE = "\u001b";

    @Test
    void helpFitsAndTakesNoColourWhereNoneIsWanted() throws IOException, InterruptedException {
        var said = inTerminal(Map.of("NO_COLOR", "1", "TERM", "xterm-256color"), "rehearse --help");

        assertThat(said).contains("--json").doesNotContain(ESCAPE);
        assertThat(said.lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(60));
    }

    @Test
    void aComplaintIsOneLineWithoutEscapes() throws IOException, InterruptedException {
        var said = inTerminal(Map.of("TERM", "xterm-256color"), "rehears");

        assertThat(said.strip().lines())
                .singleElement()
                .asString()
                .startsWith("landfall: ")
                .contains("'rehearse'")
                .doesNotContain(ESCAPE);
    }

    private static String inTerminal(Map<String, String> environment, String words)
            throws IOException, InterruptedException {
        assertThat(SCRIPT).as("of every Debian, and never left out in silence").isExecutable();
        var java = Path.of(System.getProperty("java.home"), "bin", "java");
        var builder = new ProcessBuilder(
                        SCRIPT.toString(),
                        "-qec",
                        "stty cols 60; exec '" + java + "' -Dlandfall.terminal=true -Dlandfall.columns=$(tput cols)"
                                + " -cp \"$LANDFALL_TEST_CLASSES\" dev.landfall.local.Main " + words,
                        "/dev/null")
                .redirectErrorStream(true);
        builder.environment().remove("NO_COLOR");
        builder.environment().put("LANDFALL_TEST_CLASSES", System.getProperty("java.class.path"));
        builder.environment().putAll(environment);
        var process = builder.start();
        process.getOutputStream().close();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said.replace("\r", "");
    }
}
