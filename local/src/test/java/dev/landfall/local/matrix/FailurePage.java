package dev.landfall.local.matrix;

import dev.landfall.local.matrix.Matrix.Result;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** {@code docs/failures.md}, and the table of {@code docs/what-if.md}, written from the matrix. */
final class FailurePage {

    static final String BEGIN = "<!-- Written by FailurePageTest from here -->\n";
    static final String END = "<!-- to here -->\n";

    private static final String HEAD = """
            # What each failure of each step ends in

            Every task state of both machines meets every kind of trouble, at each of its attempts: once before it has done its work, and once after it, when only
            the answer is lost. The definitions run as they are deployed, in virtual time; a model of both sides keeps who is live. Where a run ends unfinished, the watch on the
            end of executions does what it does in AWS: it starts the return of a frozen source whose domain was never moved, or whose way back had begun, and mails otherwise. A state of the way back is met in each
            situation in which a failure leads to it. This page is written by a test, which fails where one run ends with users on both sides or loses rows without a word.

            | word | who is live |
            |---|---|
            | untouched | the source, which was never stopped |
            | source | the source, given back; the target does not work on its data |
            | target | the target; the source stands at 0 and can be returned to |
            | source, target awake | the source, with the domain; the target could not be stopped for half an hour, and the report says so |
            | source, record left | the source works and the target is stopped; the DNS record could not be put back for half an hour, and the report says so |
            | neither, mailed | nobody, where two things failed for long: the target stopped, but StopTarget could not say so, and either the domain could not be moved back or, with one database for both sides, nobody could say whether the target is idle. Nothing is proven then, so the source stays at 0; the approvers are mailed the one command, `rollback`, which brings the source back |
            | OTHER | never |
            """;

    private FailurePage() {}

    static String failures() {
        return HEAD
                + Arrays.stream(Way.values()).map(FailurePage::section).collect(Collectors.joining())
                + "\nIn all: "
                + counts(Arrays.stream(Way.values())
                        .flatMap(way -> Matrix.of(way).results().stream())
                        .toList())
                + ".\n";
    }

    private static String section(Way way) {
        var matrix = Matrix.of(way);
        return "\n## " + way.words() + "\n\n" + counts(matrix.results()) + ".\n\n| state | "
                + Arrays.stream(Fault.values()).map(Fault::words).collect(Collectors.joining(" | ")) + " |\n|---|"
                + "---|".repeat(Fault.values().length) + "\n"
                + matrix.cells().entrySet().stream()
                        .map(row -> "| " + row.getKey() + " | "
                                + row.getValue().values().stream()
                                        .map(Matrix::words)
                                        .collect(Collectors.joining(" | "))
                                + " |\n")
                        .collect(Collectors.joining());
    }

    private static String counts(Collection<Result> results) {
        var byEnd = new TreeMap<End, Long>();
        for (var end : End.values()) {
            byEnd.put(
                    end, results.stream().filter(result -> result.end() == end).count());
        }
        return results.size() + " runs: "
                + byEnd.entrySet().stream()
                        .filter(entry -> entry.getValue() > 0 || entry.getKey() == End.OTHER)
                        .map(entry -> entry.getValue() + " " + entry.getKey().words())
                        .collect(Collectors.joining("; "))
                + "; both sides live " + results.stream().filter(Result::both).count()
                + "; rows lost without a word "
                + results.stream().filter(Result::lost).count();
    }

    /** Who is live after a failure of each state, for the ways that people start. */
    static String whatIf() {
        return BEGIN
                + "| machine | step | a failure that Step Functions catches | killed, aborted, `States.Runtime` |\n|---|---|---|---|\n"
                + List.of("migrate", "rollback").stream()
                        .flatMap(machine -> {
                            var ways = Arrays.stream(Way.values())
                                    .filter(way -> way.machineName().equals(machine))
                                    .toList();
                            return Matrix.tasks(ways.getFirst()).stream()
                                    .map(state -> "| " + machine + " | " + state + " | " + ends(ways, state, true)
                                            + " | " + ends(ways, state, false) + " |\n");
                        })
                        .collect(Collectors.joining())
                + END;
    }

    private static String ends(List<Way> ways, String state, boolean caught) {
        return Matrix.words(ways.stream()
                .flatMap(way -> Matrix.of(way).results().stream())
                .filter(result ->
                        result.state().equals(state) && result.met().fault().isCaught() == caught)
                .toList());
    }
}
