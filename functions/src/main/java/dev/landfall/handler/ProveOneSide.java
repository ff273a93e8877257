package dev.landfall.handler;

import dev.landfall.capture.Inventory;
import dev.landfall.gateway.Gateways;
import dev.landfall.rollback.OneSide;
import java.util.List;

/** Proves that workflows, agents and jobs run on one side at most. */
public final class ProveOneSide extends StateHandler<ProveOneSide.Input, ProveOneSide.Output> {

    public ProveOneSide() {
        this(DeployedGateways.get());
    }

    public ProveOneSide(Gateways gateways) {
        super(Input.class, gateways, PlanUse.CARRIED);
    }

    public record Input(String runId) {}

    /** What works on either side, by name. */
    public record Output(List<String> source, List<String> target) {}

    @Override
    protected Output handle(Input input) {
        var sides = OneSide.of(gateways().source(), gateways().target(), Inventory.of(gateways()));
        sides.prove();
        return new Output(sides.source(), sides.target());
    }
}
