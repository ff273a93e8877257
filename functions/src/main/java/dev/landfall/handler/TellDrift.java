package dev.landfall.handler;

import dev.landfall.gateway.Gateways;
import dev.landfall.preflight.DriftNews;
import dev.landfall.run.ConfigurationFile;
import dev.landfall.run.RunFiles;
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
        var configuration = ConfigurationFile.read(new RunFiles(gateways().runStore()));
        return new Output(new DriftNews(gateways()).tell(input.runId(), configuration));
    }
}
