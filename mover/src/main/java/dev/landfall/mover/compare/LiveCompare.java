package dev.landfall.mover.compare;

import dev.landfall.model.failure.LandfallException;
import dev.landfall.model.failure.Problem;
import dev.landfall.model.transfer.CompareLevel;
import dev.landfall.model.transfer.ConstraintCheck;
import dev.landfall.model.transfer.GainedRights;
import dev.landfall.model.transfer.Manifest;
import dev.landfall.model.transfer.Progress;
import dev.landfall.model.transfer.TableCopy;
import dev.landfall.mover.dump.Inventory;
import dev.landfall.mover.postgres.PostgresPrograms;
import dev.landfall.mover.postgres.Server;
import dev.landfall.mover.postgres.Snapshot;
import dev.landfall.mover.progress.ProgressListener;
import dev.landfall.mover.progress.ProgressTracker;
import dev.landfall.mover.progress.StopSignal;
import dev.landfall.mover.segment.RowSum;
import dev.landfall.mover.table.CodeOf;
import dev.landfall.mover.table.TableSizes;
import dev.landfall.mover.table.TableSums;
import dev.landfall.mover.table.Unprinted;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Compares two live databases; changes nothing on either. True of the moments of the two snapshots. */
public final class LiveCompare {

    /** A comparison belongs to no run. */
    private static final String NO_RUN = "compare";

    private final Server source;
    private final Server target;
    private final CompareLevel level;
    private final int jobs;
    private final ConstraintCheck constraints;
    private final GainedRights gainedRights;
    private final PostgresPrograms programs;
    private final StopSignal stop;

    /**
     * @param jobs parallel sessions on each side
     * @param constraints after {@code AFTER} foreign keys of the target that are not validated yet are expected
     * @param gainedRights whether code may have more rights than on the source
     */
    public LiveCompare(
            Server source,
            Server target,
            CompareLevel level,
            int jobs,
            ConstraintCheck constraints,
            GainedRights gainedRights,
            PostgresPrograms programs,
            StopSignal stop) {
        this.source = source;
        this.target = target;
        this.level = level;
        this.jobs = jobs;
        this.constraints = constraints;
        this.gainedRights = gainedRights;
        this.programs = programs;
        this.stop = stop;
    }

    /** Where no code may have more rights than on the source. */
    public LiveCompare(
            Server source,
            Server target,
            CompareLevel level,
            int jobs,
            ConstraintCheck constraints,
            PostgresPrograms programs,
            StopSignal stop) {
        this(source, target, level, jobs, constraints, GainedRights.REFUSE, programs, stop);
    }

    /** The progress counts rows of both sides. */
    public LiveComparison run(ProgressListener listener) {
        try (var progress = new ProgressTracker(NO_RUN, target.url().database(), "compare", List.of(listener))) {
            try {
                var comparison = compare(progress);
                progress.phase(Progress.FINISHED);
                return comparison;
            } catch (LandfallException e) {
                progress.phase(Progress.FAILED);
                throw e;
            }
        }
    }

    private LiveComparison compare(ProgressTracker progress) {
        progress.phase("taking a snapshot of both");
        try (var before = Snapshot.take(source, stop);
                var after = Snapshot.take(target, stop)) {
            progress.phase("comparing schemas");
            var schema = LiveSchema.of(programs, source, before, target, after, constraints, stop);
            var plan = before.ask(
                    "reading its catalog",
                    session -> Inventory.read(session, NO_RUN, source.url().database(), NO_RUN, 0));
            progress.planned(plan);
            progress.totals(2 * plan.tables().size(), 2 * plan.rows(), 2 * plan.bytes());
            progress.phase("summing up what the tables hold");
            var held = new FutureTask<>(() -> summedUp(plan, before, progress));
            Thread.ofPlatform().name("source").start(held);
            var targetContents = TargetContents.read(after, plan, level, jobs, stop, progress);
            var sourceContents = result(held);
            progress.phase("comparing what pg_dump does not print");
            var unprinted = UnprintedComparison.of(
                            sourceContents, Unprinted.read(after, level, jobs, stop, progress), after)
                    .and(CodeComparison.of(
                            sourceContents,
                            after.ask("reading its code and privileges", CodeOf::session),
                            gainedRights,
                            schema.comparison()));
            var contents = targetContents.against(
                    sourceContents, constraints, schema.comparison(), unprinted, progress.seconds());
            return new LiveComparison(
                    contents.matches(),
                    contents,
                    sourceContents.rows(),
                    contents.rows(),
                    targetContents.tables(sourceContents, contents.tableDifferences()),
                    schema.diff(),
                    contents.notCompared());
        }
    }

    private Manifest summedUp(Manifest plan, Snapshot snapshot, ProgressTracker progress) {
        var sizes = snapshot.ask(
                "reading table sizes", session -> TableSizes.of(session, plan.serverMajor(), plan.tables()));
        var sums = TableSums.of(snapshot, sizes.parts(plan.tables(), jobs), level, jobs, stop, progress);
        var tables = plan.tables().stream()
                .map(table -> summedUp(table, sums.getOrDefault(table.id(), RowSum.EMPTY)))
                .toList();
        var unprinted = Unprinted.read(snapshot, level, jobs, stop, progress);
        return plan.withTables(tables, 0, 0).withSource(plan.source().withUnprinted(unprinted));
    }

    private TableCopy summedUp(TableCopy table, RowSum sum) {
        var counted = table.withRows(sum.rows());
        return switch (level) {
            case ROWS -> counted;
            case CONTENT -> counted.withDigest(sum.digest());
        };
    }

    private Manifest result(FutureTask<Manifest> task) {
        try {
            return task.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof LandfallException known) {
                throw stop.reason().orElse(known);
            }
            throw Problem.bug("SOURCE_NOT_READ", "Summing up the source failed: " + e.getCause() + ".")
                    .asException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while summing up the source", e);
        }
    }
}
