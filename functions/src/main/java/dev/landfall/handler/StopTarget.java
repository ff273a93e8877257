package dev.landfall.handler;

import dev.landfall.capture.Inventory;
import dev.landfall.gateway.Change;
import dev.landfall.gateway.Gateways;
import dev.landfall.transfer.TargetScaling;

/** Target deployments to 0 for a rollback, workflows and agents first. */
public final class StopTarget extends StateHandler<StopTarget.Input, StopTarget.Output> {

    public StopTarget() {
        this(DeployedGateways.get());
    }

    public StopTarget(Gateways gateways) {
        super(Input.class, gateways, PlanUse.CARRIED);
    }

    public record Input(String runId) {}

    public record Output(Change change) {}

    @Override
    protected Output handle(Input input) {
        var scaling = new TargetScaling(gateways().target(), Inventory.of(gateways()));
        var change = scaling.stop();
        scaling.awaitNoPods();
        return new Output(change);
    }
}
