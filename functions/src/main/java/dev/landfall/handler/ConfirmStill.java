package dev.landfall.handler;

import dev.landfall.capture.Inventory;
import dev.landfall.gateway.Gateways;
import dev.landfall.run.RunFiles;
import dev.landfall.transfer.TargetScaling;

/** Proves, before the target wakes on its new databases, that nobody brought its deployments back while they were carried. */
public final class ConfirmStill extends StateHandler<ConfirmStill.Input, ConfirmStill.Output> {

    public ConfirmStill() {
        this(DeployedGateways.get());
    }

    public ConfirmStill(Gateways gateways) {
        super(Input.class, gateways);
    }

    public record Input(String runId) {}

    /** {@code still}: false where the run wakes no target, so that nothing had to be looked at. */
    public record Output(boolean still) {}

    @Override
    protected Output handle(Input input) {
        var wakes = new RunFiles(gateways().runStore()).run(input.runId()).wakesTarget();
        if (wakes) {
            new TargetScaling(gateways().target(), Inventory.of(gateways())).requireStill();
        }
        return new Output(wakes);
    }
}
