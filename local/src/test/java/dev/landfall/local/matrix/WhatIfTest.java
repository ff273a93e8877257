package dev.landfall.local.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.local.matrix.Matrix.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** What a row of {@code docs/what-if.md} says of the two sides is what the matrix finds for the states that it names. */
class WhatIfTest {

    private static final Path PAGE =
            Path.of(System.getProperty("landfall.root", ".")).resolve("docs").resolve("what-if.md");

    /** The words in which rows say who is live; what nothing was changed by is looked up in the situation before it. */
    private static final Map<End, Pattern> SAID = new EnumMap<>(Map.of(
            End.UNTOUCHED,
            Pattern.compile("(?i)nothing was (begun|changed)|production record was never touched"),
            End.SOURCE,
            Pattern.compile("(?i)source (is|was|came) (back|given back)|gives? the source back|gave the source back"),
            End.TARGET,
            Pattern.compile("(?i)users are on the target|target stays (live|the live side)"),
            End.SOURCE_BESIDE_TARGET,
            Pattern.compile("StopTargetAgain|target that could not be stopped"),
            End.SOURCE_WITHOUT_DOMAIN,
            Pattern.compile("(?i)whatever DNS says|record that was not put back")));

    private static final List<Way> PEOPLES =
            List.of(Way.CUTOVER, Way.CUTOVER_SHARED, Way.ROLLBACK, Way.ROLLBACK_SHARED, Way.REHEARSAL, Way.CHECKS);

    private record Row(String step, String truth) {

        boolean names(Way way, String state) {
            var onlyOther = way.goesBack() ? "(cutover)" : "(rollback)";
            return !step.contains(onlyOther)
                    && Pattern.compile("\\b" + state + "\\b").matcher(step).find();
        }

        /** Report and lock: who is live was settled by the states before. */
        boolean leavesIt() {
            return truth.contains("as the rows above say");
        }

        Set<End> says() {
            return leavesIt() ? EnumSet.allOf(End.class) : said();
        }

        private Set<End> said() {
            return SAID.entrySet().stream()
                    .filter(said -> said.getValue().matcher(truth).find())
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toCollection(() -> EnumSet.noneOf(End.class)));
        }
    }

    @Test
    void whatARowSaysIsWhatIsFound() throws IOException {
        var rows = rows();
        assertThat(rows).hasSizeGreaterThan(30);
        var all = new SoftAssertions();
        for (var way : PEOPLES) {
            Matrix.of(way).cells().forEach((state, byFault) -> {
                var found = byFault.values().stream()
                        .flatMap(List::stream)
                        .filter(result ->
                                result.met().fault().isCaught() && result.lead().isEmpty())
                        .map(result -> said(way, result))
                        .collect(Collectors.toCollection(() -> EnumSet.noneOf(End.class)));
                var said = rows.stream()
                        .filter(row -> row.names(way, state))
                        .flatMap(row -> row.says().stream())
                        .map(end -> before(way, end))
                        .collect(Collectors.toCollection(() -> EnumSet.noneOf(End.class)));
                all.assertThat(said)
                        .as(way + " " + state + ", which ends in " + found)
                        .containsAll(found);
            });
        }
        all.assertAll();
    }

    /** A row that speaks of an end no failure of its states leads to would be believed on the night. */
    @Test
    void noRowSaysWhatIsNeverFound() throws IOException {
        var all = new SoftAssertions();
        for (var row : rows()) {
            var found = EnumSet.noneOf(End.class);
            for (var way : Way.values()) {
                Matrix.of(way).cells().forEach((state, byFault) -> {
                    if (row.names(way, state)) {
                        byFault.values()
                                .forEach(results -> results.forEach(result -> {
                                    found.add(said(way, result));
                                    // Also what is true while nobody has started the one command yet.
                                    found.add(before(way, End.UNTOUCHED));
                                }));
                    }
                });
            }
            if (!row.leavesIt()) {
                all.assertThat(found)
                        .as(row.step())
                        .containsAll(row.says().stream()
                                .filter(end -> end != End.UNTOUCHED)
                                .toList());
            }
        }
        all.assertAll();
    }

    private static End said(Way way, Result result) {
        return before(way, result.end());
    }

    /** What nothing was changed by is what was there before: the source, or a target that users work on. */
    private static End before(Way way, End end) {
        return end != End.UNTOUCHED ? end : way.goesBack() ? End.TARGET : End.SOURCE;
    }

    private static List<Row> rows() throws IOException {
        return Files.readString(PAGE)
                .lines()
                .filter(line -> line.startsWith("| "))
                .map(line -> line.split("\\|", -1))
                .filter(cells -> cells.length == 5)
                .map(cells -> new Row(cells[1], cells[2]))
                .filter(row -> Arrays.stream(Way.values())
                        .anyMatch(way -> Matrix.tasks(way).stream().anyMatch(state -> row.names(way, state))))
                .toList();
    }
}
