package dev.landfall.mover.diverge;

import dev.landfall.model.failure.LandfallException;
import dev.landfall.model.failure.Problem;
import dev.landfall.model.transfer.ComparedRows;
import dev.landfall.model.transfer.Manifest;
import dev.landfall.model.transfer.SourceProof;
import dev.landfall.model.transfer.TableCopy;
import dev.landfall.model.transfer.TableDivergence;
import dev.landfall.mover.postgres.ConnectionBudget;
import dev.landfall.mover.progress.StopSignal;
import dev.landfall.mover.store.DumpObjects;
import dev.landfall.mover.store.ObjectStore;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Proves that nothing was written in a database of the source since the dump's snapshot; only reads. Mark and counts are
 * those of the manifest, which has to be the one that the dump answered. Problems: {@code SOURCE_WRITTEN}, {@code
 * OBJECTS_CHANGED}, {@code SOURCE_MARK_MISSING}, {@code MARK_OF_ANOTHER_TIME}, {@code NO_PROGRESS}, and those of sessions and the store.
 */
public final class SourceWritten {

    private static final int MOST_NAMED = 20;

    private final WrittenRequest request;
    private final ObjectStore store;
    private final StopSignal stop;
    private final Clock clock;

    public SourceWritten(WrittenRequest request, ObjectStore store, StopSignal stop, Clock clock) {
        this.request = request;
        this.store = store;
        this.stop = stop;
        this.clock = clock;
    }

    public SourceProof run() {
        var manifest = manifest();
        var mark = manifest.source()
                .mark()
                .orElseThrow(() -> Problem.operator(
                                "SOURCE_MARK_MISSING",
                                "The dump of " + request.database()
                                        + " left no mark of its snapshot, so it cannot be told"
                                        + " what was written on the source since.",
                                "Look at the source's write-ahead log (a full or slow disk, a standby), then start a new run.")
                        .asException());
        var copied = new ComparedRows(
                manifest.run(),
                manifest.database(),
                manifest.snapshotAt(),
                mark,
                manifest.tables().stream()
                        .filter(table ->
                                !table.isLargeObjects() && table.filter().isEmpty())
                        .collect(Collectors.toMap(TableCopy::display, TableCopy::rows)));
        var begun = clock.instant();
        var measure = new DatabaseMeasure(
                request.source(),
                copied,
                mark,
                ConnectionBudget.jobs(request.source(), request.jobs(), stop),
                request.locks(),
                stop);
        var changed = measure.tables(true);
        if (!changed.isEmpty()) {
            throw written(changed);
        }
        return new SourceProof(
                request.database(),
                request.manifest(),
                begun,
                clock.instant(),
                copied.rows().size());
    }

    private Manifest manifest() {
        var objects = new DumpObjects(store, request.run(), request.database());
        var key = objects.layout().manifest();
        var found = objects.manifest().orElseThrow(() -> objects.missing(key));
        if (!found.sha256().equals(request.manifest())) {
            throw Problem.operator(
                            ObjectStore.CHANGED,
                            "The object " + key + " is not the one that the dump wrote.",
                            "Find out who writes to the run's store, then start a new run.")
                    .asException();
        }
        return found.value();
    }

    private LandfallException written(List<TableDivergence> changed) {
        var named = changed.stream()
                .limit(MOST_NAMED)
                .map(table -> table.table() + " (" + table.written() + " inserted or updated, " + table.gone()
                        + " updated or deleted)")
                .collect(Collectors.joining(", "));
        var more = changed.size() > MOST_NAMED ? " and " + (changed.size() - MOST_NAMED) + " more tables" : "";
        return Problem.operator(
                        "SOURCE_WRITTEN",
                        "Somebody wrote in the source's database " + request.database()
                                + " after it was copied, and the target has nothing of it: " + named + more + ".",
                        "Find out who wrote (a cron job, an ETL, a console, a service that is not in source.services)"
                                + " and stop it, then start a new run.")
                .asException();
    }
}
