package dev.landfall.mover.restore;

import dev.landfall.model.RunLayout.DatabaseLayout;
import dev.landfall.model.failure.LandfallException;
import dev.landfall.model.transfer.GainedRights;
import dev.landfall.model.transfer.Manifest;
import dev.landfall.model.transfer.ObjectDigests;
import dev.landfall.model.transfer.Progress;
import dev.landfall.model.transfer.TransferResult;
import dev.landfall.mover.postgres.Blockage;
import dev.landfall.mover.postgres.ConnectionBudget;
import dev.landfall.mover.postgres.PostgresPrograms;
import dev.landfall.mover.postgres.Server;
import dev.landfall.mover.progress.ProgressListener;
import dev.landfall.mover.progress.ProgressTracker;
import dev.landfall.mover.progress.StallWatch;
import dev.landfall.mover.progress.StopSignal;
import dev.landfall.mover.progress.StoredProgress;
import dev.landfall.mover.restore.CopyMark.State;
import dev.landfall.mover.store.DumpObjects;
import dev.landfall.mover.store.ObjectStore;
import dev.landfall.mover.stream.RowStream;
import java.util.List;
import java.util.Optional;

/**
 * Replaces the target's database by the run's dump, beginning while the dump still runs. One that was killed goes on
 * where it was; one that is done changes nothing when it is called again.
 */
public final class Restore {

    private final RestoreRequest request;
    private final ObjectStore store;
    private final PostgresPrograms programs;
    private final StopSignal stop;
    private final Optional<RowStream> stream;
    private final DatabaseLayout layout;
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
        this.request = request;
        this.store = store;
        this.programs = programs;
        this.stop = stop;
        this.stream = stream;
        this.layout = request.layout();
        this.workplace = request.target();
    }

    public TransferResult run(ProgressListener listener) {
        var listeners = List.of(listener, new StoredProgress(store, layout.progress("restore")));
        MaintenanceDatabase.refuse(request.target(), stop);
        try (var target =
                TargetDatabase.connect(request.target(), request.permission().takeOver(), request.stallLimit(), stop)) {
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
        target.keepFree();
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
        var index = new Filling(
                        filling,
                        store,
                        programs,
                        stop,
                        stream,
                        RestoringRole.of(target, filling.target()),
                        copy,
                        target.major(),
                        plan,
                        watch,
                        progress)
                .run();

        progress.phase("replacing the target by the copy");
        target.refuseSource(plan);
        replacement.refuseUnpermitted();
        var swap = new Swap(target, copy, index);
        swap.run();
        swap.dropReplaced();
        RestoringRoles.dropOrphans(target);
        return index;
    }

    private TransferResult result(Manifest index, double seconds, boolean unchanged, ObjectDigests digests) {
        return new TransferResult(
                request.database(), index.rows(), index.bytes(), index.tables().size(), seconds, unchanged, digests);
    }
}
