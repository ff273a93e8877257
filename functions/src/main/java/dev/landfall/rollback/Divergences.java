package dev.landfall.rollback;

import dev.landfall.capture.Capture;
import dev.landfall.gateway.Databases;
import dev.landfall.gateway.Databases.Divergence;
import dev.landfall.gateway.Databases.WriteMark;
import dev.landfall.model.failure.Problem;
import dev.landfall.rollback.DivergenceReport.DatabaseDivergence;
import dev.landfall.run.RunFiles;
import java.time.Clock;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** What the target's users have written since go-live. */
public record Divergences(Databases databases, RunFiles files, Clock clock) {

    /** Marks where the target's databases stand; once marked it stays. With one for both sides there is nothing to mark. */
    public GoLiveBaseline mark(String runId) {
        var key = GoLiveBaseline.key(runId);
        if (files.run(runId).sharesDatabase()) {
            files.writeIfAbsent(key, new GoLiveBaseline(runId, clock.instant(), Map.of()));
            return files.require(key, GoLiveBaseline.class);
        }
        if (files.read(key, GoLiveBaseline.class).isEmpty()) {
            var marks = new LinkedHashMap<String, WriteMark>();
            for (var database : files.require(Capture.key(runId), Capture.class).databases()) {
                marks.put(database.name(), databases.mark(database.target()));
            }
            files.writeIfAbsent(key, new GoLiveBaseline(runId, clock.instant(), marks));
        }
        return files.require(key, GoLiveBaseline.class);
    }

    /**
     * Measures against the cutover's baseline; nothing is given up where its target never went live, and where both sides
     * share one database.
     *
     * @param concerns what a reader should know before going back to a shared database
     */
    public DivergenceReport measure(String runId, String cutoverRunId, Supplier<List<String>> concerns) {
        var cutover = files.run(cutoverRunId);
        var report = cutover.sharesDatabase()
                ? DivergenceReport.nothing(runId, cutoverRunId, clock.instant(), true, concerns.get())
                : cutover.dnsSwitched().isPresent()
                        ? sinceGoLive(runId, cutoverRunId)
                        : DivergenceReport.nothing(runId, cutoverRunId, clock.instant(), false, List.of());
        files.write(DivergenceReport.key(runId), report);
        return report;
    }

    private DivergenceReport sinceGoLive(String runId, String cutoverRunId) {
        var baseline = files.require(GoLiveBaseline.key(cutoverRunId), GoLiveBaseline.class);
        var capture = files.require(Capture.key(cutoverRunId), Capture.class);
        var found = capture.databases().stream()
                .map(database -> new DatabaseDivergence(
                        database.name(),
                        sorted(databases.divergence(database.target(), mark(baseline, database.name())))))
                .toList();
        return new DivergenceReport(
                runId,
                cutoverRunId,
                baseline.at(),
                clock.instant(),
                sum(found, true),
                sum(found, false),
                found,
                false,
                List.of());
    }

    private static WriteMark mark(GoLiveBaseline baseline, String database) {
        return Optional.ofNullable(baseline.databases().get(database))
                .orElseThrow(() -> Problem.operator(
                                "BASELINE_MISSING",
                                "The go-live baseline of " + baseline.runId() + " lacks the database " + database + ".",
                                "What was written there since cannot be told; compare it by hand before going back.")
                        .asException());
    }

    private static List<Divergence> sorted(List<Divergence> tables) {
        return tables.stream()
                .sorted(Comparator.comparingLong(Divergence::written).reversed().thenComparing(Divergence::table))
                .toList();
    }

    private static long sum(List<DatabaseDivergence> found, boolean written) {
        return found.stream()
                .flatMap(database -> database.tables().stream())
                .mapToLong(written ? Divergence::written : Divergence::gone)
                .sum();
    }
}
