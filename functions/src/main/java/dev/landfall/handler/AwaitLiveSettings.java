package dev.landfall.handler;

import dev.landfall.capture.Capture;
import dev.landfall.capture.Inventory;
import dev.landfall.gateway.Gateways;
import dev.landfall.probe.ProductionProbes;
import dev.landfall.run.RunFiles;
import dev.landfall.transfer.TargetScaling;

/**
 * Names the steps to the live settings (SSO back, workflows on, guards off) and waits until the cluster shows it. Workflows that a
 * rollback stopped get their saved counts back: an apply that has been run before changes nothing there.
 */
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
        var probes = new ProductionProbes(gateways(), plan().configuration());
        if (probes.automationMayWake(capture)) {
            new TargetScaling(gateways().target(), Inventory.of(gateways())).wakeAutomation();
        }
        probes.awaitLiveSettings(capture);
        return new Output(true);
    }
}
