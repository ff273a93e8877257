package dev.landfall.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.local.output.ExitKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** {@code docs/commands.md} has the exit codes and every verb's options as they are. */
class CommandsPageTest {

    private static final Path ROOT = Path.of(System.getProperty("landfall.root", "."));
    private static final Path PAGE = ROOT.resolve("docs").resolve("commands.md");
    private static final String BEGIN = "<!-- Written by CommandsPageTest from here -->\n";
    private static final String END = "<!-- to here -->";

    private static final Map<ExitKind, String> MEANING = Map.of(
            ExitKind.DONE, "what was asked for was done, and its answer is good",
            ExitKind.FAILED, "it was done, and the answer is bad: a run FAILED, databases differ, objects were altered",
            ExitKind.USAGE, "the command line was not understood; nothing was begun",
            ExitKind.ENVIRONMENT,
                    "something that the command needs is not there or does not work: a file, a port, a server, rights",
            ExitKind.REFUSED, "it could be done, and Landfall does not do it as things stand",
            ExitKind.BUG, "Landfall itself is wrong; the line names the log file");

    @Test
    void pageHasTheCodesAndTheOptions() throws IOException {
        var text = Files.readString(PAGE);
        var expected = text.substring(0, text.indexOf(BEGIN)) + BEGIN + written() + text.substring(text.indexOf(END));
        if (Boolean.getBoolean("landfall.write.docs")) {
            Files.writeString(PAGE, expected);
        }
        assertThat(PAGE)
                .as("stale: mvn test -pl local -am -Dtest=CommandsPageTest -Dlandfall.write.docs=true "
                        + "-Dsurefire.failIfNoSpecifiedTests=false")
                .hasContent(expected);
    }

    /** A name that nothing says any more would be a promise that nobody keeps. */
    @Test
    void everyCodeThatHasAKindOfItsOwnIsSaidSomewhere() throws IOException {
        var sources = new StringBuilder();
        for (var module : List.of("local", "embedded", "model", "mover", "functions")) {
            try (var files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
                for (var file : files.filter(path -> path.toString().endsWith(".java"))
                        .filter(path -> !path.endsWith("ExitKind.java"))
                        .toList()) {
                    sources.append(Files.readString(file));
                }
            }
        }
        assertThat(Stream.concat(ExitKind.codesOfUsage().stream(), ExitKind.codesOfRefusal().stream()))
                .allSatisfy(code -> assertThat(sources).contains("\"" + code + "\""));
    }

    private static String written() {
        return codes() + "\n" + options();
    }

    private static String codes() {
        var rows = Arrays.stream(ExitKind.values())
                .map(kind -> "| " + kind.code() + " | " + MEANING.get(kind) + " | " + named(kind) + " |\n")
                .collect(Collectors.joining());
        return "| exit code | meaning | codes |\n|---|---|---|\n" + rows;
    }

    private static String named(ExitKind kind) {
        return switch (kind) {
            case USAGE -> listed(ExitKind.codesOfUsage());
            case REFUSED -> listed(ExitKind.codesOfRefusal());
            case FAILED -> "of the run";
            case ENVIRONMENT -> "all others";
            case DONE -> "";
            case BUG -> "of the category BUG";
        };
    }

    private static String listed(java.util.Set<String> codes) {
        return new TreeSet<>(codes).stream().map(code -> "`" + code + "`").collect(Collectors.joining(", "));
    }

    private static String options() {
        var rows = EveryCommandTest.verbs().stream()
                .map(verb -> "| `" + String.join(" ", verb) + "` | " + options(verb) + " |\n")
                .collect(Collectors.joining());
        return "| command | its options, beside `--help`, `--version` and `--json` |\n|---|---|\n" + rows;
    }

    private static String options(List<String> verb) {
        CommandLine command = LandfallCommand.line();
        for (var word : verb) {
            command = command.getSubcommands().get(word);
        }
        return command.getCommandSpec().options().stream()
                .filter(option -> !option.hidden())
                .map(OptionSpec::longestName)
                .filter(name -> !List.of("--help", "--version", "--json").contains(name))
                .sorted()
                .map(name -> "`" + name + "`")
                .collect(Collectors.joining(", "));
    }
}
