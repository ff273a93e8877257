package dev.landfall.handler;

import dev.landfall.approval.Approval;
import dev.landfall.approval.GateKind;
import dev.landfall.capture.Inventory;
import dev.landfall.gateway.Change;
import dev.landfall.gateway.Gateways;
import dev.landfall.transfer.TargetScaling;
import java.util.Optional;

/** Target deployments to 0, workflows and agents first; for a rollback only once that was approved. */
public final class StopTarget extends StateHandler<StopTarget.Input, StopTarget.Output> {

    public StopTarget() {
        this(DeployedGateways.get());
    }

    public StopTarget(Gateways gateways) {
        super(Input.class, gateways, PlanUse.CARRIED);
    }

    /** {@code gate} is the one that has to be approved; none on the way back of a cutover that failed. */
    public record Input(String runId, Optional<GateKind> gate) {}

    public record Output(Change change) {}

    @Override
    protected Output handle(Input input) {
        input.gate().ifPresent(gate -> new Approval(gateways()).require(input.runId(), gate));
        var scaling = new TargetScaling(gateways().target(), Inventory.of(gateways()));
        var change = scaling.stop();
        scaling.awaitNoPods();
        return new Output(change);
    }
}
