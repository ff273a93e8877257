package dev.landfall.mover.restore;

import dev.landfall.model.RunLayout.DatabaseLayout;
import dev.landfall.model.failure.LandfallException;
import dev.landfall.model.failure.Problem;
import dev.landfall.model.transfer.ConstraintCheck;
import dev.landfall.model.transfer.Manifest;
import dev.landfall.model.transfer.Progress;
import dev.landfall.model.transfer.Segment;
import dev.landfall.model.transfer.TransferResult;
import dev.landfall.mover.postgres.Blockage;
import dev.landfall.mover.postgres.ClientProgram;
import dev.landfall.mover.postgres.PostgresPrograms;
import dev.landfall.mover.postgres.Session;
import dev.landfall.mover.postgres.Workers;
import dev.landfall.mover.progress.ProgressListener;
import dev.landfall.mover.progress.ProgressTracker;
import dev.landfall.mover.progress.StallWatch;
import dev.landfall.mover.progress.StopSignal;
import dev.landfall.mover.progress.StoredProgress;
import dev.landfall.mover.restore.RestoreLedger.Step;
import dev.landfall.mover.store.ObjectStore;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Replaces the target's database by the run's dump, beginning while the dump still runs. One that was killed goes on
 * where it was; one that is done changes nothing when it is called again.
 */
public final class Restore {

    /** More than that helps no index build of one session. */
    private static final int MOST_SORTED_KIBIBYTES = 1 << 20;

    private final RestoreRequest request;
    private final ObjectStore store;
    private final PostgresPrograms programs;
    private final StopSignal stop;
    private final DatabaseLayout layout;

    public Restore(RestoreRequest request, ObjectStore store, PostgresPrograms programs, StopSignal stop) {
        this.request = request;
        this.store = store;
        this.programs = programs;
        this.stop = stop;
        this.layout = request.layout();
    }

    public TransferResult run(ProgressListener listener) {
        var listeners = List.of(listener, new StoredProgress(store, layout.progress("restore")));
        MaintenanceDatabase.refuse(request.target(), stop);
        try (var target = TargetDatabase.connect(request.target(), stop)) {
            var comment = target.comment();
            var done = store.readJson(layout.dataIndex(), Manifest.class)
                    .filter(index ->
                            comment.equals(Optional.of(TargetDatabase.finished(request.run(), index.attempt()))));
            if (done.isPresent()) {
                return result(done.get(), 0, true);
            }
            try (var progress = new ProgressTracker(request.run(), request.database(), "restore", listeners);
                    var stall =
                            new StallWatch(progress, request.stallLimit(), stop, () -> Blockage.of(request.target()))) {
                try {
                    var index = restore(target, progress);
                    progress.phase(Progress.FINISHED);
                    return result(index, progress.seconds(), false);
                } catch (LandfallException e) {
                    progress.phase(Progress.FAILED);
                    throw e;
                }
            }
        }
    }

    private Manifest restore(TargetDatabase target, ProgressTracker progress) {
        target.refuseIfInUse();
        progress.phase("waiting for the dump to begin");
        var watch = new DumpWatch(request, store, stop);
        var plan = watch.awaitPlan();
        progress.planned(plan);
        target.refuseImpossible(plan);
        return switch (plan.method()) {
            case COPY -> restoreSegments(target, plan, watch, progress);
            case PG_DUMP -> restoreArchive(target, plan, watch, progress);
        };
    }

    /** From the beginning each time: {@code pg_restore} does not say how far it was. */
    private Manifest restoreArchive(TargetDatabase target, Manifest plan, DumpWatch watch, ProgressTracker progress) {
        var program = SchemaRestore.choose(programs, target.major(), plan.clientMajor());
        target.endOwnSessions();
        replace(target, plan, progress);
        progress.phase("restoring with pg_restore");
        new ArchiveRestore(
                        new ClientProgram(program.program("pg_restore"), request.target()),
                        store,
                        layout,
                        plan.attempt(),
                        watch,
                        stop)
                .run(progress);
        var index = awaitIndex(plan, watch);
        gatherStatistics(progress);
        markFinished(index);
        return index;
    }

    private static Manifest awaitIndex(Manifest plan, DumpWatch watch) {
        while (true) {
            var index = watch.index(plan.attempt());
            if (index.isPresent()) {
                return index.get();
            }
            watch.await(plan.attempt());
        }
    }

    private void replace(TargetDatabase target, Manifest plan, ProgressTracker progress) {
        progress.phase("creating the database and its tables");
        target.refuseIfInUse();
        target.replace(
                plan.locale(), TargetDatabase.unfinished(request.run(), plan.attempt()), store, layout.replaced());
    }

    private Manifest restoreSegments(TargetDatabase target, Manifest plan, DumpWatch watch, ProgressTracker progress) {
        try (var schema = SchemaRestore.prepare(
                programs, request.target(), target.major(), plan.clientMajor(), plan.schema(), store, stop)) {
            target.endOwnSessions();
            if (target.comment()
                    .equals(Optional.of(TargetDatabase.allButEventTriggers(request.run(), plan.attempt())))) {
                return finishEventTriggers(watch.index(plan.attempt()).orElseThrow(), schema);
            }
            if (!isContinued(target, plan)) {
                replace(target, plan, progress);
                schema.beforeData();
                inDatabase("recording its progress", session -> {
                    session.execute("BEGIN");
                    RestoreLedger.create(session);
                    RestoreLedger.done(session, Step.SCHEMA);
                    session.execute("COMMIT");
                });
            }
            var script = schema.afterData();
            var postData = new PostData(
                    request.constraints() == ConstraintCheck.AFTER
                            ? script.entries().stream()
                                    .map(PostDataEntry::notValid)
                                    .toList()
                            : script.entries(),
                    answer("reading its progress", RestoreLedger::createdEntries),
                    request.jobs(),
                    () -> loadingSession(script.settings()),
                    stop);
            var archived = ArchivedTables.match(schema.entriesBeforeData(), plan.tables());
            var index = loadRows(plan, watch, postData.indexes(), archived, script.settings(), progress);
            finish(index, schema, postData, progress);
            return index;
        }
    }

    /** Whether an earlier restore of this very dump got as far as having its tables. */
    private boolean isContinued(TargetDatabase target, Manifest plan) {
        var ours = Optional.of(TargetDatabase.unfinished(request.run(), plan.attempt()));
        if (!target.comment().equals(ours)) {
            return false;
        }
        return answer(
                "reading its progress",
                session -> RestoreLedger.exists(session) && RestoreLedger.isDone(session, Step.SCHEMA));
    }

    /** Loads all rows and, beside them, builds the indexes of the tables that are complete. */
    private Manifest loadRows(
            Manifest plan,
            DumpWatch watch,
            PostDataQueue indexes,
            ArchivedTables archived,
            String settings,
            ProgressTracker progress) {
        progress.phase("loading rows");
        var loaded = answer("reading its progress", RestoreLedger::loadedSequences);
        var tables =
                new LoadedTables(answer("reading its progress", RestoreLedger::loadedByTable), progress::tableDone);
        var feed = new SegmentFeed(store, layout, plan.attempt(), watch, loaded, tables, stop);
        var loader = new SegmentLoader(store, layout.segments(plan.attempt()), plan.tables());
        var steps = new LoadingSteps(feed, indexes, tables, archived);
        new Workers(request.jobs(), () -> loadingSession(settings), stop)
                .run("loading rows", steps::next, (session, step) -> {
                    switch (step) {
                        case LoadingStep.Load(Segment segment) -> {
                            try (var clock =
                                    progress.clock(loader.table(segment).display())) {
                                loader.load(session, segment);
                                clock.moved(segment.rows(), segment.bytes());
                            }
                            tables.loaded(segment.tableId());
                        }
                        case LoadingStep.Build(PostDataEntry entry) -> {
                            PostData.create(session, entry);
                            indexes.done(entry);
                        }
                    }
                });
        var index = feed.complete();
        progress.totals(index.tables().size(), index.rows(), index.bytes());
        verifyAllLoaded(index);
        return index;
    }

    private void verifyAllLoaded(Manifest index) {
        var loaded = answer("reading its progress", RestoreLedger::loadedSequences);
        var missing = index.tables().stream()
                .flatMap(table -> table.segments().stream())
                .map(Segment::sequence)
                .filter(sequence -> !loaded.contains(sequence))
                .count();
        if (missing > 0) {
            throw Problem.bug("SEGMENT_MISSING", missing + " segments were not loaded.")
                    .asException();
        }
    }

    private void finish(Manifest index, SchemaRestore schema, PostData postData, ProgressTracker progress) {
        progress.phase("building large objects and sequences");
        inDatabase("building large objects", Finishing::largeObjects);
        inDatabase("setting sequences", session -> Finishing.sequences(session, index));
        progress.phase("building indexes and constraints");
        postData.createOthers();
        progress.phase("filling materialized views");
        inDatabase("filling materialized views", session -> Finishing.materializedViews(session, index));
        gatherStatistics(progress);
        inDatabase(
                "finishing",
                session -> RestoreLedger.finish(
                        session,
                        request.target().url().database(),
                        TargetDatabase.allButEventTriggers(request.run(), index.attempt())));
        finishEventTriggers(index, schema);
    }

    private Manifest finishEventTriggers(Manifest index, SchemaRestore schema) {
        schema.eventTriggers();
        markFinished(index);
        return index;
    }

    private void gatherStatistics(ProgressTracker progress) {
        progress.phase("gathering statistics");
        Queue<String> tables =
                new ConcurrentLinkedQueue<>(answer("listing what needs statistics", Finishing::needStatistics));
        new Workers(request.jobs(), () -> loadingSession(""), stop)
                .run(
                        "gathering statistics",
                        () -> Optional.ofNullable(tables.poll()),
                        (session, table) -> session.execute("ANALYZE " + table));
    }

    private void markFinished(Manifest index) {
        inDatabase("finishing", session -> {
            session.execute("SET synchronous_commit = on");
            session.execute(RestoreLedger.mark(
                    request.target().url().database(), TargetDatabase.finished(request.run(), index.attempt())));
        });
    }

    /**
     * A session that writes fast: large values are compressed with lz4 where the server has it, which halves the time and
     * changes nothing that a client sees; commits are made durable by the last one; all sessions together sort for indexes
     * in as much memory as the server's shared buffers have, a quarter of an RDS instance's, where they are given less.
     *
     * @param settings statements that go before
     */
    private Session loadingSession(String settings) {
        var session = request.target().openUnparsed(stop);
        try {
            session.execute(settings);
            // Only for what moves no rows: where rows wait, the stall watch is first, and says who holds the lock.
            session.execute(
                    "SET lock_timeout = " + request.stallLimit().multipliedBy(2).toMillis());
            session.execute("SET synchronous_commit = off");
            session.execute("SELECT pg_catalog.set_config(name, 'lz4', false) FROM pg_catalog.pg_settings"
                    + " WHERE name = 'default_toast_compression' AND 'lz4' = ANY (enumvals)");
            session.execute("SELECT pg_catalog.set_config(name, greatest(setting::bigint, least("
                    + MOST_SORTED_KIBIBYTES + ", pg_catalog.pg_size_bytes(pg_catalog.current_setting('shared_buffers'))"
                    + " / 1024 / " + request.jobs()
                    + "))::text, false) FROM pg_catalog.pg_settings WHERE name = 'maintenance_work_mem'");
            return session;
        } catch (SQLException e) {
            var failure = session.failure("opening a session", e);
            session.close();
            throw failure;
        }
    }

    private interface Action {
        void run(Session session) throws SQLException;
    }

    private interface Question<T> {
        T ask(Session session) throws SQLException;
    }

    private void inDatabase(String doing, Action step) {
        answer(doing, session -> {
            step.run(session);
            return doing;
        });
    }

    private <T> T answer(String doing, Question<T> question) {
        try (var session = loadingSession("")) {
            try {
                return question.ask(session);
            } catch (SQLException e) {
                throw session.failure(doing, e);
            }
        }
    }

    private TransferResult result(Manifest index, double seconds, boolean unchanged) {
        return new TransferResult(
                request.database(), index.rows(), index.bytes(), index.tables().size(), seconds, unchanged);
    }
}
