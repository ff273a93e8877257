package dev.landfall.local.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.landfall.model.DeploymentName;
import dev.landfall.run.ShellCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.MissingParameterException;

/** A command that a page or the one text names is one that is understood as it stands there. */
class DocumentedCommandsTest {

    private static final Path ROOT = Path.of(System.getProperty("landfall.root", "."));
    private static final Pattern COMMAND = Pattern.compile("\\./landfall ([a-z][^`#\\n\\\\']*)");

    /** The script starts other programs with these. */
    private static final Pattern OTHERS = Pattern.compile("(bench|synth)\\b.*");

    @Test
    void everyCommandOfThePagesIsUnderstood() throws IOException {
        var commands = new TreeSet<String>();
        try (var docs = Files.list(ROOT.resolve("docs"))) {
            for (var page : Stream.concat(Stream.of(ROOT.resolve("README.md")), docs)
                    .filter(file -> file.toString().endsWith(".md"))
                    .toList()) {
                COMMAND.matcher(Files.readString(page))
                        .results()
                        .map((MatchResult result) -> result.group(1).strip())
                        .filter(words -> !OTHERS.matcher(words).matches())
                        .forEach(commands::add);
            }
        }

        assertThat(commands).hasSizeGreaterThan(20);
        assertThat(commands).allSatisfy(DocumentedCommandsTest::isUnderstood);
    }

    /** In AWS a rollback without somebody who asks for it is refused, so the page and the text name one. */
    @Test
    void whatIfNamesTheCommandOfTheOneText() throws IOException {
        var page = Files.readString(ROOT.resolve("docs/what-if.md"));

        assertThat(page).contains("`" + new ShellCommand(true).of("rollback") + "`");
        assertThat(page).contains("`" + new ShellCommand(false).of("preflight") + "`", "CUT_OFF");
    }

    @Test
    void everyCommandOfTheOneTextIsUnderstood() {
        for (var shell : new ShellCommand[] {
            new ShellCommand(false),
            new ShellCommand(true),
            new ShellCommand(true, DeploymentName.of(Optional.of("acme")))
        }) {
            isUnderstood(shell.of("preflight").replace("./landfall ", ""));
            isUnderstood(shell.of("rollback").replace("./landfall ", ""));
        }
    }

    /** Where a page names a verb alone, what it needs besides may be missing. */
    private static void isUnderstood(String words) {
        assertThatCode(() -> {
                    try {
                        LandfallCommand.line().parseArgs(words.replace("…", "").split("\\s+"));
                    } catch (MissingParameterException e) {
                        assertThat(words).isNotEmpty();
                    }
                })
                .as(words)
                .doesNotThrowAnyException();
    }
}
