package dev.landfall.handler;

import dev.landfall.gateway.Gateways;
import dev.landfall.run.FrozenPlan;
import dev.landfall.run.RunClosing;
import dev.landfall.run.RunFiles;
import dev.landfall.run.RunRecord;
import dev.landfall.transfer.MoveStop;

/**
 * Not a state: called when an execution ended without CloseRun; stops its movers, records the verdict and releases the
 * lock.
 */
public final class CloseAbandonedRun extends StateHandler<CloseAbandonedRun.Input, CloseAbandonedRun.Output> {

    public CloseAbandonedRun() {
        this(DeployedGateways.get());
    }

    public CloseAbandonedRun(Gateways gateways) {
        super(Input.class, gateways, PlanUse.NONE);
    }

    public record Input(String runId, String status) {}

    public record Output(boolean closed) {}

    @Override
    protected Output handle(Input input) {
        // Before the lock is released: the next run must not find a second mover in its database.
        stopMovers(input.runId());
        return new Output(new RunClosing(gateways())
                .abandon(input.runId(), input.status())
                .isPresent());
    }

    /** A run that was refused at its opening has none. */
    private void stopMovers(String runId) {
        var files = new RunFiles(gateways().runStore());
        files.read(RunRecord.key(runId), RunRecord.class)
                .ifPresent(run -> FrozenPlan.standing(files, run)
                        .ifPresentOrElse(
                                plan -> MoveStop.stopRun(gateways().boundTo(plan.tree()), runId),
                                () -> files.write(run.withNote("What still works for this run was not stopped, because "
                                        + FrozenPlan.key(runId)
                                        + " was altered or removed: look for ECS tasks and Jobs of its name."))));
    }
}
