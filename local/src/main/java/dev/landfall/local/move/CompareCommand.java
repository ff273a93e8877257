package dev.landfall.local.move;

import dev.landfall.model.transfer.CompareLevel;
import dev.landfall.model.transfer.ConstraintCheck;
import dev.landfall.model.transfer.GainedRights;
import dev.landfall.mover.compare.ComparedTable;
import dev.landfall.mover.compare.LiveCompare;
import dev.landfall.mover.compare.LiveComparison;
import dev.landfall.mover.postgres.ConnectionBudget;
import dev.landfall.mover.postgres.PostgresPrograms;
import dev.landfall.mover.postgres.Server;
import dev.landfall.mover.progress.StopSignal;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code landfall compare}: two live databases. Exit code 0 equal, 1 different, 2 not understood, 3 not compared: a server
 * could not be asked, or nothing differs and a part was not looked at, unless {@code --allow-partial} is given.
 */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description = "Compares two databases: rows and content of every table, sequences, schema, extensions,"
                + " indexes, constraints, materialized views, large objects. Changes nothing.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:equal",
            "1:different",
            "2:the command line was not understood",
            "3:could not compare, or nothing differs and a part was not compared"
        })
public final class CompareCommand implements Callable<Integer> {

    private static final int SHOWN_TABLES = 5;
    private static final int SHOWN_LINES = 400;

    private final Map<String, String> environment;
    private final PrintStream out;
    private final PrintStream err;

    @Mixin
    private final Servers servers = new Servers();

    @Option(names = "--level", defaultValue = "content", paramLabel = "rows|content")
    private CompareLevel level = CompareLevel.CONTENT;

    @Option(names = "--jobs", defaultValue = "1", paramLabel = "N", description = "Sessions on each side.")
    private int jobs;

    @Option(
            names = "--constraints",
            defaultValue = "now",
            paramLabel = "now|after",
            description = "What the move was told: after 'after', foreign keys not validated yet are expected.")
    private ConstraintCheck constraints = ConstraintCheck.NOW;

    @Option(
            names = "--gained-rights",
            defaultValue = "refuse",
            paramLabel = "refuse|accept",
            description = "What the move was told: after 'accept', code may have more rights than on the source.")
    private GainedRights gainedRights = GainedRights.REFUSE;

    @Option(
            names = "--allow-partial",
            description = "Exits with 0 where nothing differs of what could be compared, though a part could not be.")
    private boolean allowPartial;

    @Option(names = "--json", description = "Prints exactly one JSON object.")
    private boolean json;

    public CompareCommand() {
        this(System.getenv(), System.out, System.err);
    }

    public CompareCommand(Map<String, String> environment, PrintStream out, PrintStream err) {
        this.environment = environment;
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() {
        var answer = new Answer(json, out, err);
        return answer.run(() -> compare(answer), Answer.NOT_COMPARED);
    }

    private int compare(Answer answer) {
        Servers.atLeastOne("--jobs", jobs);
        var application = Server.APPLICATION + " compare";
        var source = servers.source(environment, application);
        var target = servers.target(environment, application);
        var times = new TableTimes();
        var stop = new StopSignal();
        var workers = Math.min(ConnectionBudget.jobs(source, jobs, stop), ConnectionBudget.jobs(target, jobs, stop));
        try (var watch = Watch.on(err, json, 2)) {
            var comparison = new LiveCompare(
                            source,
                            target,
                            level,
                            workers,
                            constraints,
                            gainedRights,
                            PostgresPrograms.find(environment),
                            stop)
                    .run(new Together(List.of(times, watch.restore())));
            watch.close();
            answer.object(comparison);
            report(answer, comparison, times);
            return exitCode(comparison, allowPartial);
        }
    }

    /** A difference is one, whatever else was not looked at. */
    static int exitCode(LiveComparison comparison, boolean allowPartial) {
        if (!comparison.matches()) {
            return Answer.FAILED;
        }
        return comparison.notCompared().isEmpty() || allowPartial ? Answer.OK : Answer.NOT_COMPARED;
    }

    private static void report(Answer answer, LiveComparison comparison, TableTimes times) {
        var contents = comparison.contents();
        if (comparison.matches()) {
            answer.line(String.format(
                    Locale.ROOT,
                    "%s: %d tables, %,d rows on the source and %,d on the target, compared in %.1f s.",
                    comparison.notCompared().isEmpty() ? "Equal" : "Equal as far as it was compared",
                    contents.tables(),
                    comparison.sourceRows(),
                    comparison.targetRows(),
                    contents.seconds()));
        } else {
            answer.line(String.format(
                    Locale.ROOT,
                    "Different; %,d rows on the source, %,d on the target:",
                    comparison.sourceRows(),
                    comparison.targetRows()));
            comparison.differences().forEach(text -> answer.line("  " + OneLine.of(text)));
            comparison.schema().stream().limit(SHOWN_LINES).forEach(answer::line);
            if (comparison.schema().size() > SHOWN_LINES) {
                answer.line("… and " + (comparison.schema().size() - SHOWN_LINES)
                        + " more lines of the schemas' differences; --json prints all of them.");
            }
        }
        comparison.notCompared().forEach(text -> answer.line("NOT COMPARED: " + OneLine.of(text)));
        contents.notes().forEach(note -> answer.line("Note: " + OneLine.of(note)));
        slowest(answer, comparison, times);
    }

    private static void slowest(Answer answer, LiveComparison comparison, TableTimes times) {
        // Two names may look the same, such as "a"."b.c" and "a.b"."c".
        var tables = comparison.tables().stream()
                .collect(Collectors.toMap(
                        ComparedTable::table, table -> table, (one, other) -> one.equal() ? other : one));
        var slowest = times.slowest(SHOWN_TABLES);
        if (slowest.isEmpty()) {
            return;
        }
        answer.line("Slowest tables, by the time of the sessions that read them on both sides:");
        answer.line(String.format(
                Locale.ROOT, "  %-40s %14s %14s %10s %9s", "table", "source rows", "target rows", "", "s"));
        for (var time : slowest) {
            var table = tables.get(time.table());
            if (table == null) {
                // A materialized view is no table of either side.
                continue;
            }
            answer.line(String.format(
                    Locale.ROOT,
                    "  %-40s %14s %14s %10s %9.1f",
                    OneLine.of(table.table()),
                    rows(table.sourceRows()),
                    rows(table.targetRows()),
                    table.equal() ? "equal" : "different",
                    time.seconds()));
        }
    }

    private static String rows(Optional<Long> rows) {
        return rows.map(count -> String.format(Locale.ROOT, "%,d", count)).orElse("not read");
    }
}
