package dev.landfall.handler;

import dev.landfall.approval.Approval;
import dev.landfall.approval.GateKind;
import dev.landfall.fence.TargetFencing;
import dev.landfall.gateway.Gateways;
import dev.landfall.rollback.RollbackGate;
import dev.landfall.run.RunFiles;
import dev.landfall.run.RunMode;
import java.util.List;
import java.util.Optional;

/**
 * Where the target's pods could not be stopped: closes its databases for everybody, and proves that nobody is in any more;
 * for the rollback of a cutover that moved the domain only once that was approved.
 */
public final class FenceTarget extends StateHandler<FenceTarget.Input, FenceTarget.Output> {

    public FenceTarget() {
        this(DeployedGateways.get());
    }

    public FenceTarget(Gateways gateways) {
        super(Input.class, gateways, PlanUse.CARRIED);
    }

    /** {@code gated}: whether people were asked first, as OpenRollback said; left out in a cutover. */
    public record Input(String runId, Optional<Boolean> gated) {}

    /** What is closed, as {@code host:port/database}. */
    public record Output(List<String> closed) {}

    @Override
    protected Output handle(Input input) {
        var files = new RunFiles(gateways().runStore());
        if (RollbackGate.isNeeded(files, input.runId(), input.gated())) {
            new Approval(gateways()).requireStanding(input.runId(), GateKind.ROLLBACK);
        }
        var run = files.run(input.runId());
        var cutover = run.mode() == RunMode.CUTOVER ? run.runId() : run.takesBack();
        return new Output(
                new TargetFencing(gateways().databases(), files, gateways().clock()).raise(cutover));
    }
}
