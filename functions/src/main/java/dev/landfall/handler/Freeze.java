package dev.landfall.handler;

import dev.landfall.approval.Approval;
import dev.landfall.approval.GateKind;
import dev.landfall.capture.FreezeOrder;
import dev.landfall.capture.Inventory;
import dev.landfall.freeze.SourceFreeze;
import dev.landfall.gateway.Change;
import dev.landfall.gateway.Gateways;
import dev.landfall.run.RunFiles;

/** Asks for the decision of its gate; saves what the source was, once for the source; suspends autoscaling and schedules; workflows, agents, jobs runner, then main to 0. */
public final class Freeze extends StateHandler<Freeze.Input, Freeze.Output> {

    public Freeze() {
        this(DeployedGateways.get());
    }

    public Freeze(Gateways gateways) {
        super(Input.class, gateways);
    }

    public record Input(String runId) {}

    public record Output(Change change) {}

    @Override
    protected Output handle(Input input) {
        new Approval(gateways()).require(input.runId(), GateKind.FREEZE);
        var files = new RunFiles(gateways().runStore());
        var inventory = Inventory.of(gateways());
        return new Output(new SourceFreeze(
                        gateways().source(),
                        services -> FreezeOrder.stopping(services, inventory),
                        files,
                        gateways().clock())
                .freeze(input.runId()));
    }
}
