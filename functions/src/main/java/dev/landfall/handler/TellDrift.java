package dev.landfall.handler;

import dev.landfall.gateway.Gateways;
import dev.landfall.preflight.DriftNews;
import java.util.List;

/** After the checks alone: mails the approvers what changed since the last rehearsal, where they do not know it yet. */
public final class TellDrift extends StateHandler<TellDrift.Input, TellDrift.Output> {

    public TellDrift() {
        this(DeployedGateways.get());
    }

    public TellDrift(Gateways gateways) {
        super(Input.class, gateways);
    }

    public record Input(String runId) {}

    public record Output(List<String> told) {}

    @Override
    protected Output handle(Input input) {
        var configuration = plan().configuration();
        return new Output(new DriftNews(gateways()).tell(input.runId(), configuration));
    }
}
