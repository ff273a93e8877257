package dev.landfall.approval;

import dev.landfall.approval.Evidence.MovedDatabase;
import dev.landfall.freeze.FrozenCounts;
import dev.landfall.gateway.Executions.StateRecord;
import dev.landfall.model.RunLayout;
import dev.landfall.model.transfer.Comparison;
import dev.landfall.preflight.PreflightReport;
import dev.landfall.probe.ProbeReport;
import dev.landfall.run.EarlierRuns;
import dev.landfall.run.RunFiles;
import dev.landfall.run.RunMode;
import dev.landfall.run.RunRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What differs between a run and the last rehearsal of its plan that passed: drift, rows, time. */
record SinceRehearsal(RunFiles files) {

    /** The check that compares the source with the rehearsal. */
    static final String DRIFT = "drift";

    /** What both do between the freeze and the go-live gate. */
    private static final Set<String> BOTH =
            Set.of("QuiesceTarget", "MoveDatabases", "CopyStorage", "WakeTarget", "Validate");

    List<String> of(RunRecord run, List<MovedDatabase> databases) {
        if (run.mode() == RunMode.ROLLBACK) {
            return List.of();
        }
        var rehearsal = EarlierRuns.in(files).without(run.runId()).passedRehearsals(run.planDigest()).stream()
                .max(Comparator.comparing(RunRecord::started));
        if (rehearsal.isEmpty()) {
            return List.of("unknown, because no rehearsal of this plan has passed.");
        }
        var lines = new ArrayList<String>();
        lines.add(drift(run.runId()));
        if (!run.sharesDatabase()) {
            lines.addAll(rows(rehearsal.get(), databases));
        }
        files.read(ProbeReport.key(run.runId()), ProbeReport.class)
                .flatMap(probed -> time(run, rehearsal.get(), probed.probedAt()))
                .ifPresent(lines::add);
        return lines;
    }

    private String drift(String runId) {
        return files.read(PreflightReport.key(runId), PreflightReport.class).stream()
                .flatMap(report -> report.checks().stream())
                .filter(check -> check.name().equals(DRIFT))
                .findFirst()
                .map(check -> "Drift: " + check.seen())
                .orElse("Drift: unknown, because it was not checked.");
    }

    private List<String> rows(RunRecord rehearsal, List<MovedDatabase> databases) {
        return databases.isEmpty()
                ? List.of("Rows: unknown before the copy.")
                : databases.stream().map(database -> rows(rehearsal, database)).toList();
    }

    private String rows(RunRecord rehearsal, MovedDatabase database) {
        var before = files.read(
                new RunLayout(rehearsal.runId()).database(database.name()).comparison(), Comparison.class);
        var named = "Rows of " + database.name() + ": ";
        if (before.isEmpty() || database.comparison().isEmpty()) {
            return named + "unknown, because " + (before.isEmpty() ? "the rehearsal" : "this run")
                    + " has not compared it.";
        }
        var change = database.comparison().get().rows() - before.get().rows();
        return named
                + (change == 0
                        ? "as many as in the rehearsal, "
                        : Figures.count(Math.abs(change)) + (change > 0 ? " more" : " fewer")
                                + " than in the rehearsal, ")
                + Figures.count(database.comparison().get().rows()) + ".";
    }

    private Optional<String> time(RunRecord run, RunRecord rehearsal, Instant proven) {
        return files.read(FrozenCounts.key(run.runId()), FrozenCounts.class).map(frozen -> {
            var took = Duration.between(frozen.frozenAt(), proven);
            var then = rehearsal.states().stream()
                    .filter(state -> BOTH.contains(state.name()))
                    .map(StateRecord::duration)
                    .reduce(Duration.ZERO, Duration::plus);
            return "Time from the freeze to the proof: " + Figures.duration(took) + ", with stopping and snapshots; "
                    + Figures.duration(then) + " in the rehearsal, without them.";
        });
    }
}
