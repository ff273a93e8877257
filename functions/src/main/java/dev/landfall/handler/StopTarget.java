package dev.landfall.handler;

import dev.landfall.approval.Approval;
import dev.landfall.approval.GateKind;
import dev.landfall.capture.Inventory;
import dev.landfall.fence.TargetFencing;
import dev.landfall.gateway.Change;
import dev.landfall.gateway.Gateways;
import dev.landfall.rollback.RollbackGate;
import dev.landfall.rollback.WayBackBegun;
import dev.landfall.run.RunFiles;
import dev.landfall.transfer.TargetScaling;
import java.util.Optional;

/**
 * Target deployments to 0, workflows and agents first; for the rollback of a cutover that moved the domain only once that
 * was approved, which its record tells and not its input. Once no pod is left, databases that FenceTarget closed are opened.
 */
public final class StopTarget extends StateHandler<StopTarget.Input, StopTarget.Output> {

    public StopTarget() {
        this(DeployedGateways.get());
    }

    public StopTarget(Gateways gateways) {
        super(Input.class, gateways, PlanUse.CARRIED);
    }

    /** {@code gated}: whether people were asked first, as OpenRollback said; left out in a cutover. */
    public record Input(String runId, Optional<Boolean> gated) {}

    public record Output(Change change) {}

    /** The evidence was looked at by the first attempt; what that wrote is no reason to refuse the next. */
    private void requireDecision(RunFiles files, String runId) {
        var approval = new Approval(gateways());
        if (files.run(runId).returning().isPresent()) {
            approval.requireStanding(runId, GateKind.ROLLBACK);
        } else {
            approval.require(runId, GateKind.ROLLBACK);
        }
    }

    @Override
    protected Output handle(Input input) {
        var files = new RunFiles(gateways().runStore());
        if (RollbackGate.isNeeded(files, input.runId(), input.gated())) {
            requireDecision(files, input.runId());
        }
        WayBackBegun.mark(files, input.runId(), gateways().clock());
        var scaling = new TargetScaling(gateways().target(), Inventory.of(gateways()));
        var change = scaling.stop();
        scaling.awaitNoPods();
        new TargetFencing(gateways().databases(), files, gateways().clock()).lower();
        return new Output(change);
    }
}
