package dev.landfall.mover.restore;

import dev.landfall.model.RunLayout.DatabaseLayout;
import dev.landfall.model.failure.LandfallException;
import dev.landfall.model.failure.Problem;
import dev.landfall.model.transfer.ConstraintCheck;
import dev.landfall.model.transfer.DatabaseCode;
import dev.landfall.model.transfer.GainedRights;
import dev.landfall.model.transfer.Manifest;
import dev.landfall.model.transfer.ObjectDigests;
import dev.landfall.model.transfer.Progress;
import dev.landfall.model.transfer.TransferResult;
import dev.landfall.mover.postgres.Blockage;
import dev.landfall.mover.postgres.ClientProgram;
import dev.landfall.mover.postgres.ConnectionBudget;
import dev.landfall.mover.postgres.PostgresPrograms;
import dev.landfall.mover.postgres.Server;
import dev.landfall.mover.postgres.Session;
import dev.landfall.mover.postgres.Workers;
import dev.landfall.mover.progress.ProgressListener;
import dev.landfall.mover.progress.ProgressTracker;
import dev.landfall.mover.progress.StallWatch;
import dev.landfall.mover.progress.StopSignal;
import dev.landfall.mover.progress.StoredProgress;
import dev.landfall.mover.restore.CopyMark.State;
import dev.landfall.mover.restore.RestoreLedger.Step;
import dev.landfall.mover.store.DumpObjects;
import dev.landfall.mover.store.ObjectStore;
import dev.landfall.mover.store.TemporaryFolder;
import dev.landfall.mover.stream.RowStream;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
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
    private final Optional<RowStream> stream;
    private final DatabaseLayout layout;
    private final Optional<RestoringRole> role;
    private volatile Server workplace;

    /** Takes the rows from the store too. */
    public Restore(RestoreRequest request, ObjectStore store, PostgresPrograms programs, StopSignal stop) {
        this(request, store, programs, stop, Optional.empty());
    }

    /** @param stream where a dump of this process offers the rows, which are then not in the store */
    public Restore(
            RestoreRequest request,
            ObjectStore store,
            PostgresPrograms programs,
            StopSignal stop,
            Optional<RowStream> stream) {
        this(request, store, programs, stop, stream, Optional.empty());
    }

    private Restore(
            RestoreRequest request,
            ObjectStore store,
            PostgresPrograms programs,
            StopSignal stop,
            Optional<RowStream> stream,
            Optional<RestoringRole> role) {
        this.request = request;
        this.store = store;
        this.programs = programs;
        this.stop = stop;
        this.stream = stream;
        this.layout = request.layout();
        this.role = role;
        this.workplace = request.target();
    }

    public TransferResult run(ProgressListener listener) {
        var listeners = List.of(listener, new StoredProgress(store, layout.progress("restore")));
        MaintenanceDatabase.refuse(request.target(), stop);
        try (var target =
                TargetDatabase.connect(request.target(), request.permission().takeOver(), stop)) {
            new CopiesBeside(target).dropReplaced();
            var objects = new DumpObjects(store, request.run(), request.database());
            var done = finished(target, objects);
            if (done.isPresent()) {
                return unchanged(done.get(), objects);
            }
            try (var progress = new ProgressTracker(request.run(), request.database(), "restore", listeners);
                    var stall = new StallWatch(progress, request.stallLimit(), stop, this::blockage)) {
                try {
                    var watch = new DumpWatch(request, store, stop);
                    var index = restore(target, watch, progress);
                    progress.phase(Progress.FINISHED);
                    return result(index, progress.seconds(), false, watch.digests());
                } catch (LandfallException e) {
                    progress.phase(Progress.FAILED);
                    throw e;
                }
            }
        }
    }

    private Optional<ObjectStore.Stored<Manifest>> finished(TargetDatabase target, DumpObjects objects) {
        var mark = target.mark()
                .filter(there -> there.state() == State.FINISHED && there.run().equals(request.run()));
        return objects.index()
                .filter(index -> mark.filter(there -> there.isOf(index.value())).isPresent());
    }

    private TransferResult unchanged(ObjectStore.Stored<Manifest> index, DumpObjects objects) {
        var plan = objects.plan().orElseThrow(() -> objects.missing(layout.plan()));
        return result(index.value(), 0, true, new ObjectDigests(plan.sha256(), index.sha256(), Optional.empty()));
    }

    private String blockage() {
        var target = Blockage.of(workplace);
        return stream.flatMap(RowStream::source)
                .map(source -> target + "; " + Blockage.of(source))
                .orElse(target);
    }

    private Manifest restore(TargetDatabase target, DumpWatch watch, ProgressTracker progress) {
        var replacement = new Replacement(target, request, store, stop);
        target.refuseIfInUse();
        replacement.refuseUnpermitted();
        progress.phase("waiting for the dump to begin");
        var plan = watch.awaitPlan();
        progress.planned(plan);
        target.refuseImpossible(plan);
        replacement.refuseOlder(plan);
        if (request.gainedRights() == GainedRights.REFUSE) {
            OwnersRights.refuse(plan, target.user());
        }

        var copy = WorkingCopy.of(target, plan);
        // The copy has no limit of its own until it takes the target's name.
        var jobs = ConnectionBudget.jobsOfTarget(request.target().withDatabase(copy.name()), request.jobs(), stop);
        var filling = request.into(copy.name(), jobs);
        workplace = filling.target();
        var restoring = Optional.of(RestoringRole.of(target, filling.target()));
        var index = new Restore(filling, store, programs, stop, stream, restoring)
                .fill(copy, target.major(), plan, watch, progress);

        progress.phase("replacing the target by the copy");
        target.refuseSource(plan);
        replacement.refuseUnpermitted();
        var swap = new Swap(target, copy, index);
        swap.run();
        swap.dropReplaced();
        RestoringRoles.dropOrphans(target);
        return index;
    }

    private Manifest fill(WorkingCopy copy, int major, Manifest plan, DumpWatch watch, ProgressTracker progress) {
        if (copy.state().equals(Optional.of(State.WHOLE))) {
            return watch.index(plan).orElseThrow();
        }
        return switch (plan.method()) {
            case COPY -> restoreSegments(copy, major, plan, watch, progress);
            case PG_DUMP -> restoreArchive(copy, major, plan, watch, progress);
        };
    }

    /** From the beginning each time: {@code pg_restore} does not say how far it was. */
    private Manifest restoreArchive(
            WorkingCopy copy, int major, Manifest plan, DumpWatch watch, ProgressTracker progress) {
        var program = SchemaRestore.choose(programs, major, plan.clientMajor());
        create(copy, progress);
        role().admit(stop);
        progress.phase("restoring with pg_restore");
        var restore = program.program("pg_restore");
        var archive = new ArchiveRestore(
                new ClientProgram(restore, role().server()), store, layout, plan.attempt(), watch, stop);
        try (var folder = TemporaryFolder.create("archive")) {
            var head = archive.awaitHead(folder);
            try (var schema = SchemaRestore.ofArchive(new ClientProgram(restore, request.target()), head, stop)) {
                beforeData(schema, plan);
                archive.run(head, progress);
                var index = awaitIndex(plan, watch);
                gatherStatistics(progress);
                handOver(plan, (session, statements) -> session.execute("BEGIN; " + statements + "COMMIT"));
                schema.eventTriggers();
                copy.markAs(State.WHOLE);
                return index;
            }
        }
    }

    private static Manifest awaitIndex(Manifest plan, DumpWatch watch) {
        while (true) {
            var index = watch.index(plan);
            if (index.isPresent()) {
                return index.get();
            }
            watch.await(plan.attempt());
        }
    }

    private RestoringRole role() {
        return role.orElseThrow();
    }

    private void beforeData(SchemaRestore schema, Manifest plan) {
        new PreData(schema, role(), this::loadingSession, plan.source().code(), request.jobs(), stop).create();
    }

    private interface LastTransaction {
        void run(Session session, String statements) throws SQLException;
    }

    /** What was restored becomes the target's user's. */
    private void handOver(Manifest plan, LastTransaction last) {
        role().inCopy("giving the copy to the target's user", stop, session -> {
            session.execute("SET synchronous_commit = off; SET client_min_messages = warning");
            role().handOverTables(session, BatchSize.of(session, 1));
            var closed = plan.source().code().map(DatabaseCode::closed).orElse(List.of());
            last.run(session, role().handOver() + PublicAccess.ofWhatIsToCome(closed));
        });
        role().drop();
    }

    private static void create(WorkingCopy copy, ProgressTracker progress) {
        progress.phase("creating the database and its tables");
        copy.create();
    }

    private Manifest restoreSegments(
            WorkingCopy copy, int major, Manifest plan, DumpWatch watch, ProgressTracker progress) {
        var state = copy.state();
        try (var schema = SchemaRestore.prepare(
                programs, request.target(), major, plan.clientMajor(), plan.schema(), store, stop)) {
            if (state.equals(Optional.of(State.EVENT_TRIGGERS_LEFT))) {
                return finishEventTriggers(watch.index(plan).orElseThrow(), schema, copy);
            }
            if (state.isPresent()) {
                role().admit(stop);
            }
            if (state.isEmpty() || !hasItsTables()) {
                create(copy, progress);
                role().admit(stop);
                beforeData(schema, plan);
                inDatabase("recording its progress", session -> {
                    session.execute("BEGIN");
                    RestoreLedger.create(session, plan.attempt());
                    RestoreLedger.done(session, Step.SCHEMA);
                    session.execute("COMMIT");
                });
            }
            var archived = ArchivedTables.match(schema.entriesBeforeData(), plan.tables());
            var script = schema.afterData();
            var postData = new PostData(
                    request.constraints() == ConstraintCheck.AFTER
                            ? script.entries().stream()
                                    .map(PostDataEntry::notValid)
                                    .toList()
                            : script.entries(),
                    answer("reading its progress", RestoreLedger::createdEntries),
                    answer("reading its settings", session -> BatchSize.of(session, request.jobs())),
                    archived::bytesBehind,
                    request.jobs(),
                    () -> loadingSession(script.settings()),
                    stop);
            var index = loadRows(plan, watch, postData, archived, script.settings(), progress);
            finish(index, schema, copy, postData, progress);
            return index;
        }
    }

    /** Whether an earlier restore of this very dump got as far as that. */
    private boolean hasItsTables() {
        return answer(
                "reading its progress",
                session -> RestoreLedger.exists(session) && RestoreLedger.isDone(session, Step.SCHEMA));
    }

    /** Loads all rows and, beside them, builds the indexes of the tables that are complete. */
    private Manifest loadRows(
            Manifest plan,
            DumpWatch watch,
            PostData postData,
            ArchivedTables archived,
            String settings,
            ProgressTracker progress) {
        progress.phase("loading rows");
        var loaded = answer("reading its progress", RestoreLedger::loadedSequences);
        var tables =
                new LoadedTables(answer("reading its progress", RestoreLedger::loadedByTable), progress::tableDone);
        try (var rows = source(plan, watch, loaded, tables)) {
            var steps = new LoadingSteps(rows, postData, tables, archived, request.stallLimit());
            new Workers(rows.workers(request.jobs()), () -> loadingSession(settings), stop)
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

    private RowSource source(Manifest plan, DumpWatch watch, Set<Long> loaded, LoadedTables tables) {
        if (stream.isPresent()) {
            return new StreamedRows(stream.get(), plan.attempt(), tables, () -> awaitIndex(plan, watch), stop);
        }
        return new StoredRows(
                new SegmentFeed(store, layout, plan, watch, loaded, tables, stop),
                new SegmentLoader(store, layout.segments(plan.attempt()), plan.tables()),
                tables);
    }

    private void verifyAllLoaded(Set<Long> sequences) {
        var loaded = answer("reading its progress", RestoreLedger::loadedSequences);
        var missing = sequences.stream()
                .filter(sequence -> !loaded.contains(sequence))
                .count();
        if (missing > 0) {
            throw Problem.bug("SEGMENT_MISSING", missing + " segments were not loaded.")
                    .asException();
        }
    }

    private void finish(
            Manifest index, SchemaRestore schema, WorkingCopy copy, PostData postData, ProgressTracker progress) {
        try (var flush = copy.flush()) {
            progress.phase("building large objects and sequences");
            inDatabase("building large objects", Finishing::largeObjects);
            inDatabase("setting sequences", session -> Finishing.sequences(session, index));
            progress.phase("building indexes and constraints");
            postData.createOthers();
            progress.phase("filling materialized views");
            inDatabase("filling materialized views", session -> Finishing.materializedViews(session, index));
            gatherStatistics(progress);
        }
        handOver(
                index,
                (session, statements) ->
                        RestoreLedger.finish(session, statements + copy.mark(State.EVENT_TRIGGERS_LEFT)));
        finishEventTriggers(index, schema, copy);
    }

    private Manifest finishEventTriggers(Manifest index, SchemaRestore schema, WorkingCopy copy) {
        schema.eventTriggers();
        copy.markAs(State.WHOLE);
        return index;
    }

    private void gatherStatistics(ProgressTracker progress) {
        progress.phase("gathering statistics");
        Queue<String> tables = new ConcurrentLinkedQueue<>(answer("listing what needs statistics", Statistics::lists));
        new Workers(request.jobs(), () -> loadingSession(""), stop)
                .run(
                        "gathering statistics",
                        () -> Optional.ofNullable(tables.poll()),
                        (session, table) -> session.execute("ANALYZE " + table));
    }

    /**
     * A session that writes fast: large values are compressed with lz4 where the server has it, which halves the time and
     * changes nothing that a client sees; commits are made durable by the last one; all sessions together sort for indexes
     * in as much memory as the server's shared buffers have, a quarter of an RDS instance's, where they are given less.
     *
     * @param settings statements that go before
     */
    private Session loadingSession(String settings) {
        var session = role().server().openUnparsed(stop);
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

    private TransferResult result(Manifest index, double seconds, boolean unchanged, ObjectDigests digests) {
        return new TransferResult(
                request.database(), index.rows(), index.bytes(), index.tables().size(), seconds, unchanged, digests);
    }
}
