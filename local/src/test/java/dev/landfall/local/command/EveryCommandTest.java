package dev.landfall.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.local.output.ExitKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** What holds for every verb there is, and for every one that is added. */
class EveryCommandTest {

    /** All that do something, each as it is typed. */
    static List<List<String>> verbs() {
        var verbs = new ArrayList<List<String>>();
        collect(LandfallCommand.line(), List.of(), verbs);
        return verbs;
    }

    private static void collect(CommandLine command, List<String> typed, List<List<String>> verbs) {
        if (command.getSubcommands().isEmpty()) {
            verbs.add(typed);
        }
        command.getSubcommands()
                .forEach((name, sub) -> collect(
                        sub, Stream.concat(typed.stream(), Stream.of(name)).toList(), verbs));
    }

    @ParameterizedTest
    @MethodSource("verbs")
    void aWrongOptionIsOneLineOneObjectAndExitCodeTwo(List<String> verb) {
        var said = Said.by(with(verb, "--json", "--bogus-option"));

        assertThat(said.code()).as(said.err()).isEqualTo(ExitKind.USAGE.code());
        assertThat(said.json().at("/problem/code").asText()).isEqualTo("USAGE");
        assertThat(said.err().strip().lines().toList())
                .singleElement()
                .asString()
                .startsWith("landfall: ")
                .contains("'./landfall " + String.join(" ", verb) + " --help'")
                .endsWith("[USAGE]");
    }

    @ParameterizedTest
    @MethodSource("verbs")
    void withoutJsonTheSameSaysNothingOnStandardOutput(List<String> verb) {
        var said = Said.by(with(verb, "--bogus-option"));

        assertThat(said.code()).isEqualTo(ExitKind.USAGE.code());
        assertThat(said.out()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("verbs")
    void helpSaysWhatJsonIsAndFitsATerminal(List<String> verb) {
        var said = Said.by(with(verb, "--help"));

        assertThat(said.code()).isZero();
        assertThat(said.out()).contains("--json");
        assertThat(said.out().lines())
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
    }

    @ParameterizedTest
    @MethodSource("verbs")
    void helpIsAnObjectToo(List<String> verb) {
        var said = Said.by(with(verb, "--json", "--help"));

        assertThat(said.code()).isZero();
        assertThat(said.json().path("text")).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "rehears, rehearse",
        "cut-over, cutover",
        "statuss, status",
        "world rest, reset",
        "states expnd, expand",
        "rehearse --yess, --yes",
        "cutover --requestedby x, --requested-by",
        "status --jsn, --json"
    })
    void aNameTypedWrongIsToldTheNearestOne(String line, String nearest) {
        var said = Said.by(line.split(" "));

        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains("the nearest name is '" + nearest + "'");
    }

    @Test
    void noVerbAtAllShowsThemAll() {
        var said = Said.by();

        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains("rehearse", "cutover", "rollback", "status");
    }

    private static String[] with(List<String> verb, String... more) {
        return Stream.concat(verb.stream(), Arrays.stream(more)).toArray(String[]::new);
    }
}
