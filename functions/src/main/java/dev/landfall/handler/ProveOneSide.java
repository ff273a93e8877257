package dev.landfall.handler;

import dev.landfall.capture.Inventory;
import dev.landfall.gateway.Gateways;
import dev.landfall.rollback.OneSide;
import java.util.List;
import java.util.Optional;

/** Proves that workflows, agents and jobs run on one side at most; before the source returns, that the target has none. */
public final class ProveOneSide extends StateHandler<ProveOneSide.Input, ProveOneSide.Output> {

    public ProveOneSide() {
        this(DeployedGateways.get());
    }

    public ProveOneSide(Gateways gateways) {
        super(Input.class, gateways, PlanUse.CARRIED);
    }

    /** {@code returning}: whether the source is about to come back beside a target that may have pods. */
    public record Input(String runId, Optional<Boolean> returning) {}

    /** What works on either side, by name. */
    public record Output(List<String> source, List<String> target) {}

    @Override
    protected Output handle(Input input) {
        var sides = OneSide.of(
                gateways().source(),
                gateways().target(),
                Inventory.of(gateways()),
                plan().configuration().sharesDatabase());
        if (input.returning().orElse(false)) {
            sides.proveTargetOff();
        } else {
            sides.prove();
        }
        return new Output(sides.source(), sides.target());
    }
}
