package dev.landfall.mover.diverge;

import dev.landfall.model.RunLayout;
import dev.landfall.model.failure.LandfallException;
import dev.landfall.model.failure.Problem;
import dev.landfall.model.transfer.ComparedRows;
import dev.landfall.model.transfer.DivergenceReport;
import dev.landfall.model.transfer.DivergenceReport.DatabaseDivergence;
import dev.landfall.model.transfer.GoLiveBaseline;
import dev.landfall.mover.postgres.ConnectionBudget;
import dev.landfall.mover.postgres.Server;
import dev.landfall.mover.progress.StopSignal;
import dev.landfall.mover.store.ObjectStore;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Measures what was written on the target since go-live, and writes it as the rollback's {@code divergence.json}. A
 * database that cannot be measured is named with the reason; where none can, the command fails with the first reason.
 * Problems: {@code BASELINE_MISSING}, {@code MARK_OF_ANOTHER_TIME}, {@code NO_PROGRESS}, and those of sessions and the store.
 */
public final class Diverge {

    private final DivergeRequest request;
    private final ObjectStore store;
    private final StopSignal stop;
    private final Clock clock;

    public Diverge(DivergeRequest request, ObjectStore store, StopSignal stop, Clock clock) {
        this.request = request;
        this.store = store;
        this.stop = stop;
        this.clock = clock;
    }

    public DivergenceReport run() {
        var baseline = store.readJson(GoLiveBaseline.key(request.cutover()), GoLiveBaseline.class)
                .orElseThrow(() -> missing("The cutover " + request.cutover() + " left no mark of its go-live."));
        var databases = new ArrayList<DatabaseDivergence>();
        var concerns = new ArrayList<String>();
        var first = Optional.<LandfallException>empty();
        for (var target : new TreeMap<>(request.targets()).entrySet()) {
            try {
                databases.add(measured(target.getKey(), target.getValue(), baseline, concerns));
            } catch (LandfallException e) {
                stop.check();
                first = first.or(() -> Optional.of(e));
                databases.add(DatabaseDivergence.notMeasured(
                        target.getKey(), e.problem().seen()));
            }
        }
        if (first.isPresent()
                && databases.stream().allMatch(each -> each.notMeasured().isPresent())) {
            throw first.get();
        }
        var report = DivergenceReport.of(request.run(), baseline, clock.instant(), databases, concerns);
        store.writeJson(DivergenceReport.key(request.run()), report);
        return report;
    }

    private DatabaseDivergence measured(String name, Server target, GoLiveBaseline baseline, List<String> concerns) {
        var goLive = Optional.ofNullable(baseline.databases().get(name))
                .orElseThrow(() -> missing("The cutover " + request.cutover() + " left no mark of the database " + name
                        + " at its go-live."));
        var compared = store.readJson(
                        new RunLayout(request.cutover()).database(name).comparedRows(), ComparedRows.class)
                .orElseThrow(() -> missing("The cutover " + request.cutover() + " left no counts of the database "
                        + name + " from its comparison."));
        // A worker's failure stops its signal: it must not stop the measure of the next database.
        var own = new StopSignal();
        try (var chained = stop.onStop(() -> stop.reason().ifPresent(own::stop))) {
            var measure = new DatabaseMeasure(
                    target, compared, goLive, ConnectionBudget.jobs(target, request.jobs(), own), request.locks(), own);
            var tables = measure.tables();
            measure.unseen()
                    .ifPresent(unseen -> concerns.add("Not checked on the database " + name + ": " + unseen + "."));
            return new DatabaseDivergence(name, Optional.empty(), tables);
        }
    }

    private static LandfallException missing(String seen) {
        return Problem.operator(
                        "BASELINE_MISSING",
                        seen,
                        "What was written there since cannot be told; compare it by hand before going back.")
                .asException();
    }
}
