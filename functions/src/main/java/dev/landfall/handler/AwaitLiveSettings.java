package dev.landfall.handler;

import dev.landfall.capture.Capture;
import dev.landfall.gateway.Gateways;
import dev.landfall.probe.ProductionProbes;
import dev.landfall.run.RunFiles;

/** Names the one command (SSO back, workflows on, guards off) and waits until the cluster shows it. */
public final class AwaitLiveSettings extends StateHandler<AwaitLiveSettings.Input, AwaitLiveSettings.Output> {

    public AwaitLiveSettings() {
        this(DeployedGateways.get());
    }

    public AwaitLiveSettings(Gateways gateways) {
        super(Input.class, gateways);
    }

    public record Input(String runId) {}

    public record Output(boolean live) {}

    @Override
    protected Output handle(Input input) {
        var files = new RunFiles(gateways().runStore());
        var capture = files.require(Capture.key(input.runId()), Capture.class);
        new ProductionProbes(gateways(), plan().configuration()).awaitLiveSettings(capture);
        return new Output(true);
    }
}
