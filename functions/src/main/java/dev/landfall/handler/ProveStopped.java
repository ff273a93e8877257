package dev.landfall.handler;

import dev.landfall.capture.Inventory;
import dev.landfall.gateway.Gateways;
import dev.landfall.transfer.TargetScaling;
import java.util.List;

/**
 * Says whether the target stands still, where StopTarget could not say so: its work may be done, and only its answer lost. It
 * changes nothing, and is a function of its own so that what keeps StopTarget from answering need not keep this one.
 */
public final class ProveStopped extends StateHandler<ProveStopped.Input, ProveStopped.Output> {

    public ProveStopped() {
        this(DeployedGateways.get());
    }

    public ProveStopped(Gateways gateways) {
        super(Input.class, gateways, PlanUse.CARRIED);
    }

    public record Input(String runId) {}

    /**
     * What was seen.
     *
     * @param stopped whether every deployment is at 0 and no pod is left
     * @param wanted those that are not at 0, with their counts
     */
    public record Output(boolean stopped, List<String> wanted) {}

    @Override
    protected Output handle(Input input) {
        var scaling = new TargetScaling(gateways().target(), Inventory.of(gateways()));
        var wanted = scaling.wanted();
        if (wanted.isEmpty()) {
            scaling.awaitNoPods();
        }
        return new Output(wanted.isEmpty(), wanted);
    }
}
