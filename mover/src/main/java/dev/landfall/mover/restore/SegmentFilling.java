package dev.landfall.mover.restore;

import dev.landfall.model.failure.Problem;
import dev.landfall.model.transfer.ConstraintCheck;
import dev.landfall.model.transfer.Manifest;
import dev.landfall.mover.postgres.Workers;
import dev.landfall.mover.progress.ProgressTracker;
import dev.landfall.mover.restore.CopyMark.State;
import dev.landfall.mover.restore.RestoreLedger.Step;
import java.util.Optional;
import java.util.Set;

/** Fills the copy by COPY, table by table, from the store or from a stream; goes on where an earlier attempt was. */
final class SegmentFilling {

    private final Filling filling;
    private final RestoreRequest request;
    private final LoadingSessions sessions;
    private final Manifest plan;
    private final ProgressTracker progress;

    SegmentFilling(Filling filling) {
        this.filling = filling;
        this.request = filling.request();
        this.sessions = filling.sessions();
        this.plan = filling.plan();
        this.progress = filling.progress();
    }

    Manifest run() {
        var state = filling.copy().state();
        try (var schema = SchemaRestore.prepare(
                filling.programs(),
                request.target(),
                filling.major(),
                plan.clientMajor(),
                plan.schema(),
                filling.store(),
                filling.stop())) {
            if (state.equals(Optional.of(State.EVENT_TRIGGERS_LEFT))) {
                filling.finishEventTriggers(schema);
                return filling.watch().index(plan).orElseThrow();
            }
            if (state.isPresent()) {
                filling.role().admit(filling.stop());
            }
            if (state.isEmpty() || !hasItsTables()) {
                filling.create();
                filling.beforeData(schema);
                sessions.run("recording its progress", session -> {
                    session.execute("BEGIN");
                    RestoreLedger.create(session, plan.attempt());
                    RestoreLedger.done(session, Step.SCHEMA);
                    session.execute("COMMIT");
                });
            }
            var archived = ArchivedTables.match(schema.entriesBeforeData(), plan.tables());
            var script = schema.afterData();
            var postData = postData(script, archived);
            var index = loadRows(postData, archived, script.settings());
            finish(index, postData);
            filling.handOver((session, statements) ->
                    RestoreLedger.finish(session, statements + filling.copy().mark(State.EVENT_TRIGGERS_LEFT)));
            filling.finishEventTriggers(schema);
            return index;
        }
    }

    /** Whether an earlier restore of this very dump got as far as that. */
    private boolean hasItsTables() {
        return sessions.answer(
                "reading its progress",
                session -> RestoreLedger.exists(session) && RestoreLedger.isDone(session, Step.SCHEMA));
    }

    private PostData postData(PostDataScript script, ArchivedTables archived) {
        return new PostData(
                request.constraints() == ConstraintCheck.AFTER
                        ? script.entries().stream().map(PostDataEntry::notValid).toList()
                        : script.entries(),
                sessions.answer("reading its progress", RestoreLedger::createdEntries),
                sessions.answer("reading its settings", session -> BatchSize.of(session, request.jobs())),
                archived::bytesBehind,
                request.jobs(),
                () -> sessions.open(script.settings()),
                filling.stop());
    }

    /** Loads all rows and, beside them, builds the indexes of the tables that are complete. */
    private Manifest loadRows(PostData postData, ArchivedTables archived, String settings) {
        progress.phase("loading rows");
        var loaded = sessions.answer("reading its progress", RestoreLedger::loadedSequences);
        var tables = new LoadedTables(
                sessions.answer("reading its progress", RestoreLedger::loadedByTable), progress::tableDone);
        try (var rows = source(loaded, tables)) {
            var steps = new LoadingSteps(rows, postData, tables, archived, request.stallLimit());
            new Workers(rows.workers(request.jobs()), () -> sessions.open(settings), filling.stop())
                    .run("loading rows", steps::next, (session, step) -> {
                        switch (step) {
                            case LoadingStep.Load(RowSource.Piece piece) -> piece.load(session, progress);
                            case LoadingStep.Build build -> {
                                EntryBatches.create(session, build.entries());
                                steps.built(build);
                            }
                        }
                    });
            var index = rows.complete();
            progress.totals(index.tables().size(), index.rows(), index.bytes());
            verifyAllLoaded(rows.sequences());
            return index;
        }
    }

    private RowSource source(Set<Long> loaded, LoadedTables tables) {
        if (filling.stream().isPresent()) {
            return new StreamedRows(
                    filling.stream().get(), plan.attempt(), tables, filling::awaitIndex, filling.stop());
        }
        var layout = request.layout();
        return new StoredRows(
                new SegmentFeed(filling.store(), layout, plan, filling.watch(), loaded, tables, filling.stop()),
                new SegmentLoader(filling.store(), layout.segments(plan.attempt()), plan.tables()),
                tables);
    }

    private void verifyAllLoaded(Set<Long> sequences) {
        var loaded = sessions.answer("reading its progress", RestoreLedger::loadedSequences);
        var missing = sequences.stream()
                .filter(sequence -> !loaded.contains(sequence))
                .count();
        if (missing > 0) {
            throw Problem.bug("SEGMENT_MISSING", missing + " segments were not loaded.")
                    .asException();
        }
    }

    private void finish(Manifest index, PostData postData) {
        try (var flush = filling.copy().flush()) {
            progress.phase("building large objects and sequences");
            sessions.run("building large objects", Finishing::largeObjects);
            sessions.run("setting sequences", session -> Finishing.sequences(session, index));
            progress.phase("building indexes and constraints");
            postData.createOthers();
            progress.phase("filling materialized views");
            sessions.run("filling materialized views", session -> Finishing.materializedViews(session, index));
            filling.gatherStatistics();
        }
    }
}
