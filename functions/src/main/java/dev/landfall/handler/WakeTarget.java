package dev.landfall.handler;

import dev.landfall.capture.Inventory;
import dev.landfall.gateway.Gateways;
import dev.landfall.transfer.TargetScaling;

/** One backend first, which migrates the schema, then the rest; workflows and agents stay off. */
public final class WakeTarget extends StateHandler<WakeTarget.Input, WakeTarget.Output> {

    public WakeTarget() {
        this(DeployedGateways.get());
    }

    public WakeTarget(Gateways gateways) {
        super(Input.class, gateways);
    }

    public record Input(String runId) {}

    public record Output(boolean awake) {}

    @Override
    protected Output handle(Input input) {
        var scaling = new TargetScaling(gateways().target(), Inventory.of(gateways()));
        scaling.wakeMain();
        scaling.wakeRest();
        return new Output(true);
    }
}
