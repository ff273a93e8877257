package dev.landfall.mover.compare;

import dev.landfall.model.RunLayout.DatabaseLayout;
import dev.landfall.model.failure.LandfallException;
import dev.landfall.model.failure.Problem;
import dev.landfall.model.transfer.ComparedRows;
import dev.landfall.model.transfer.Comparison;
import dev.landfall.model.transfer.Manifest;
import dev.landfall.model.transfer.Progress;
import dev.landfall.mover.postgres.Blockage;
import dev.landfall.mover.postgres.PostgresPrograms;
import dev.landfall.mover.postgres.Snapshot;
import dev.landfall.mover.postgres.WriteMarks;
import dev.landfall.mover.progress.ProgressListener;
import dev.landfall.mover.progress.ProgressTracker;
import dev.landfall.mover.progress.StallWatch;
import dev.landfall.mover.progress.StopSignal;
import dev.landfall.mover.progress.StoredProgress;
import dev.landfall.mover.store.DumpObjects;
import dev.landfall.mover.store.ObjectStore;
import dev.landfall.mover.table.CodeOf;
import dev.landfall.mover.table.Unprinted;
import java.time.Instant;
import java.util.List;

/** Compares the target's database with what the dump's snapshot held; writes the comparison, changes nothing else. */
public final class Compare {

    private static final int NAMED = 5;

    /** Whoever could write to the store could have written that, too. */
    private static final String FROM_STORE = "compared with the stored manifest, not with the source";

    private final CompareRequest request;
    private final ObjectStore store;
    private final PostgresPrograms programs;
    private final StopSignal stop;
    private final DatabaseLayout layout;
    private String digest = "";

    /** @param programs with which the schemas are read */
    public Compare(CompareRequest request, ObjectStore store, PostgresPrograms programs, StopSignal stop) {
        this.request = request;
        this.store = store;
        this.programs = programs;
        this.stop = stop;
        this.layout = request.layout();
    }

    /** A copy that differs is a result here, not a failure; {@link #differs} makes it one. */
    public Comparison run(ProgressListener listener) {
        var listeners = List.of(listener, new StoredProgress(store, layout.progress("compare")));
        try (var progress = new ProgressTracker(request.run(), request.database(), "compare", listeners);
                var stall = new StallWatch(progress, request.stallLimit(), stop, () -> Blockage.of(request.target()))) {
            try {
                var comparison = compare(progress);
                digest = store.writeJson(layout.comparison(), comparison).hex();
                progress.phase(Progress.FINISHED);
                return comparison;
            } catch (LandfallException e) {
                progress.phase(Progress.FAILED);
                throw e;
            }
        }
    }

    /** Of {@code comparison.json} as it was written, in hexadecimal; empty before {@link #run}. */
    public String digest() {
        return digest;
    }

    /** {@code COPY_DIFFERS}, naming up to five differences. */
    public static Problem differs(Comparison comparison) {
        var differences = comparison.differences();
        var more = differences.size() > NAMED ? "; and " + (differences.size() - NAMED) + " more" : "";
        return Problem.operator(
                "COPY_DIFFERS",
                "The copy of " + comparison.database() + " differs from its source: "
                        + String.join("; ", differences.stream().limit(NAMED).toList()) + more + ".",
                "Find out what wrote to the target between restore and comparison, then start a new run.");
    }

    /** {@code MANIFEST_MISSING}. */
    public static Problem manifestMissing(DatabaseLayout layout) {
        return Problem.operator(
                "MANIFEST_MISSING",
                "There is no manifest below " + layout.prefix() + ": the dump is not finished.",
                "Do this after the dump and the restore have succeeded.");
    }

    /** What the dump answered, where that is known; {@code OBJECTS_CHANGED} where the store holds another. */
    private Manifest baseline() {
        var objects = new DumpObjects(store, request.run(), request.database());
        var stored =
                objects.manifest().orElseThrow(() -> manifestMissing(layout).asException());
        if (request.manifest().filter(told -> !told.equals(stored.sha256())).isPresent()) {
            throw Problem.operator(
                            ObjectStore.CHANGED,
                            layout.manifest() + " is not the one that the dump answered.",
                            "Find out who writes to the run's store, then start a new run.")
                    .asException();
        }
        return stored.value();
    }

    private Comparison compare(ProgressTracker progress) {
        progress.phase("reading what the source held");
        var manifest = baseline();
        progress.totals(manifest.tables().size(), manifest.rows(), manifest.bytes());
        try (var snapshot = Snapshot.take(request.target(), stop)) {
            progress.phase("comparing schemas");
            var schema = SchemaComparison.of(
                    manifest, request.target(), snapshot, request.constraints(), programs, store, stop);
            progress.phase("reading and summing up what the target holds");
            var mark = snapshot.ask("taking a mark", WriteMarks::of);
            var contents = TargetContents.read(snapshot, manifest, request.level(), request.jobs(), stop, progress);
            store.writeJson(
                    layout.comparedRows(),
                    new ComparedRows(request.run(), request.database(), Instant.now(), mark, contents.rows(manifest)));
            progress.phase("comparing what pg_dump does not print");
            var unprinted = Unprinted.read(snapshot, request.level(), request.jobs(), stop, progress);
            var code = snapshot.ask("reading its code and privileges", CodeOf::session);
            var comparison = contents.against(
                    manifest,
                    request.constraints(),
                    schema,
                    UnprintedComparison.of(manifest, unprinted, snapshot)
                            .and(CodeComparison.of(manifest, code, request.gainedRights(), schema)),
                    progress.seconds());
            return request.manifest().isPresent() ? comparison : comparison.withBaseline(FROM_STORE);
        }
    }
}
