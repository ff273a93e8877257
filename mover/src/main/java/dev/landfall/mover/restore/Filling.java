package dev.landfall.mover.restore;

import dev.landfall.model.transfer.DatabaseCode;
import dev.landfall.model.transfer.Manifest;
import dev.landfall.mover.postgres.PostgresPrograms;
import dev.landfall.mover.postgres.Session;
import dev.landfall.mover.postgres.Workers;
import dev.landfall.mover.progress.ProgressTracker;
import dev.landfall.mover.progress.StopSignal;
import dev.landfall.mover.restore.CopyMark.State;
import dev.landfall.mover.store.ObjectStore;
import dev.landfall.mover.stream.RowStream;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * What it takes to fill the copy, and the steps that both ways of filling it have in common.
 *
 * @param request whose target is the copy
 * @param stream where the rows come from, if not from the store
 * @param major of the target's server
 */
record Filling(
        RestoreRequest request,
        ObjectStore store,
        PostgresPrograms programs,
        StopSignal stop,
        Optional<RowStream> stream,
        RestoringRole role,
        WorkingCopy copy,
        int major,
        Manifest plan,
        DumpWatch watch,
        ProgressTracker progress) {

    /** The data index, once the copy is whole. */
    Manifest run() {
        if (copy.state().equals(Optional.of(State.WHOLE))) {
            return watch.index(plan).orElseThrow();
        }
        return switch (plan.method()) {
            case COPY -> new SegmentFilling(this).run();
            case PG_DUMP -> new ArchiveFilling(this).run();
        };
    }

    LoadingSessions sessions() {
        return new LoadingSessions(request, role, stop);
    }

    Manifest awaitIndex() {
        while (true) {
            var index = watch.index(plan);
            if (index.isPresent()) {
                return index.get();
            }
            watch.await(plan.attempt());
        }
    }

    void create() {
        progress.phase("creating the database and its tables");
        copy.create();
        role.admit(stop);
    }

    void beforeData(SchemaRestore schema) {
        new PreData(schema, role, sessions()::open, plan.source().code(), request.jobs(), stop).create();
    }

    void gatherStatistics() {
        progress.phase("gathering statistics");
        Queue<String> tables =
                new ConcurrentLinkedQueue<>(sessions().answer("listing what needs statistics", Statistics::lists));
        new Workers(request.jobs(), () -> sessions().open(""), stop)
                .run(
                        "gathering statistics",
                        () -> Optional.ofNullable(tables.poll()),
                        (session, table) -> session.execute("ANALYZE " + table));
    }

    /** What ends the restore as the role that restores. */
    @FunctionalInterface
    interface LastTransaction {
        void run(Session session, String statements) throws SQLException;
    }

    /** What was restored becomes the target's user's. */
    void handOver(LastTransaction last) {
        if (role.isApart()) {
            progress.phase(RestoringRole.HANDING_OVER);
        }
        role.handOverTables(request.jobs(), stop);
        role.handOver(stop, session -> {
            var closed = plan.source().code().map(DatabaseCode::closed).orElse(List.of());
            last.run(session, role.statements() + PublicAccess.ofWhatIsToCome(closed));
        });
        role.drop();
    }

    /** The last, for they would see the rest. */
    void finishEventTriggers(SchemaRestore schema) {
        schema.eventTriggers();
        copy.markAs(State.WHOLE);
    }
}
