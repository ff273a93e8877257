package dev.landfall.mover.delta;

import dev.landfall.model.failure.LandfallException;
import dev.landfall.model.transfer.Progress;
import dev.landfall.model.transfer.WriteMark;
import dev.landfall.mover.dump.Inventory;
import dev.landfall.mover.postgres.Blockage;
import dev.landfall.mover.postgres.ConnectionBudget;
import dev.landfall.mover.postgres.Server;
import dev.landfall.mover.postgres.Snapshot;
import dev.landfall.mover.postgres.WriteMarks;
import dev.landfall.mover.progress.ProgressListener;
import dev.landfall.mover.progress.ProgressTracker;
import dev.landfall.mover.progress.StallWatch;
import dev.landfall.mover.progress.StopSignal;
import dev.landfall.mover.table.TablePart;
import dev.landfall.mover.table.TableSizes;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What changed in a database since its copy was made, and carrying just that to the copy. Nothing is written on the source.
 * Each table is brought to the present in one transaction of the target, together with the record of it, so that a pass that
 * was killed is gone on with by the next one. Problems: {@code DELTA_NOT_BEGUN}, {@code DELTA_MARK_MISSING}, {@code
 * DELTA_UNFIT}, {@code DELTA_CONTRADICTS}, {@code SCHEMAS_DIFFER}, {@code MARK_OF_ANOTHER_TIME}, {@code
 * REPLICA_ROLE_DENIED}, {@code TARGET_IS_SOURCE}, {@code CHECK_NOT_VALID_INHERITED}, {@code HASHED_BY_ENUM}, {@code NO_PROGRESS}, and those of sessions.
 */
public final class Delta {

    /** It belongs to no run. */
    private static final String NO_RUN = "delta";

    private final DeltaRequest request;
    private final StopSignal stop;

    public Delta(DeltaRequest request, StopSignal stop) {
        this.request = request;
        this.stop = stop;
    }

    /** Only counts: nothing stays on the target either. */
    public DeltaReport measure(ProgressListener listener) {
        return run(false, listener);
    }

    /** One pass: the copy is then as the source was when it began, but for tables that are {@code LEFT}. */
    public DeltaReport apply(ProgressListener listener) {
        return run(true, listener);
    }

    private DeltaReport run(boolean write, ProgressListener listener) {
        var database = request.target().url().database();
        try (var progress = new ProgressTracker(NO_RUN, database, "delta", List.of(listener));
                var stall = new StallWatch(progress, request.stallLimit(), stop, () -> Blockage.of(request.target()))) {
            try {
                var report = pass(write, progress);
                progress.phase(Progress.FINISHED);
                return report;
            } catch (LandfallException e) {
                progress.phase(Progress.FAILED);
                throw e;
            }
        }
    }

    private DeltaReport pass(boolean write, ProgressTracker progress) {
        progress.phase("taking a snapshot");
        var jobs = Math.min(
                ConnectionBudget.jobs(request.source(), request.jobs(), stop),
                ConnectionBudget.jobs(request.target(), request.jobs(), stop));
        var copy = copy();
        try (var snapshot = Snapshot.take(request.source(), stop)) {
            snapshot.ask("asking which database it is", session -> {
                Unfit.refuse(session);
                Unfit.refuseItself(session, request.source(), copy.seen());
                return session;
            });
            var kept = copy.entries().values().stream()
                    .map(DeltaRecord.Entry::mark)
                    .collect(Collectors.toSet());
            var mark = Baseline.mark(snapshot, kept, stop);
            kept.forEach(earlier -> sequel(earlier, mark));
            var writers = snapshot.ask("looking for open transactions", Writers::read);
            var contents = snapshot.ask("reading its catalog", Inventory::contents);
            var shapes = snapshot.ask("reading its catalog", TableShape::read);
            Drift.refuse(contents.tables(), shapes, copy.tables(), copy.shapes());
            var works = works(snapshot, contents, shapes, copy);
            try (var source = new SourceView(request.source(), snapshot, request.locks(), shapes, stop)) {
                var pass = new Pass(source, copy, mark, request.target(), request.locks(), jobs, stop, progress);
                var tables = pass.run(works, parts(snapshot, contents, jobs), write);
                sequel(mark, snapshot.ask("taking a mark again", WriteMarks::of));
                return new DeltaReport(mark, writers, tables, progress.seconds());
            }
        }
    }

    private static List<TablePart> parts(Snapshot snapshot, Inventory.Contents contents, int jobs) {
        return snapshot.ask(
                "reading table sizes",
                session -> TableSizes.of(session, Server.major(session), contents.tables())
                        .parts(contents.tables(), jobs));
    }

    private TargetView copy() {
        try (var session = request.locks().on(request.target().open(stop))) {
            try {
                return TargetView.read(session);
            } catch (SQLException e) {
                throw session.failure("reading what the copy is", e);
            }
        }
    }

    private static void sequel(WriteMark earlier, WriteMark now) {
        earlier.broken(now).ifPresent(problem -> {
            throw problem.asException();
        });
    }

    private static List<TableWork> works(
            Snapshot snapshot, Inventory.Contents contents, Map<String, TableShape> shapes, TargetView copy) {
        var keys = snapshot.ask("reading its keys", TableKey::read);
        var reasons = snapshot.ask("reading its catalog", ContentReasons::read);
        var works = new ArrayList<TableWork>();
        for (var table : contents.tables()) {
            var shape = Optional.ofNullable(shapes.get(table.qualified()));
            if (!table.isLargeObjects()) {
                works.add(TableWork.of(
                        table,
                        shape.map(TableShape::fingerprint).orElse(""),
                        Optional.ofNullable(copy.entries().get(table.qualified())),
                        TableWork.changing(table, reasons),
                        keys.getOrDefault(table.qualified(), List.of()),
                        copy.keys().getOrDefault(table.qualified(), List.of())));
            }
        }
        return works;
    }
}
