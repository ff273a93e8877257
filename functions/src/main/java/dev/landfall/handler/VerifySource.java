package dev.landfall.handler;

import dev.landfall.gateway.Gateways;
import dev.landfall.probe.ProductionProbes;
import dev.landfall.run.RunFiles;

/** Probes health and data of the source through the production name. */
public final class VerifySource extends StateHandler<VerifySource.Input, VerifySource.Output> {

    public VerifySource() {
        this(DeployedGateways.get());
    }

    public VerifySource(Gateways gateways) {
        super(Input.class, gateways);
    }

    public record Input(String runId) {}

    public record Output(int probes) {}

    @Override
    protected Output handle(Input input) {
        var files = new RunFiles(gateways().runStore());
        var cutover = files.run(input.runId()).takesBack();
        return new Output(new ProductionProbes(gateways(), plan().configuration())
                .verifySource(input.runId(), cutover)
                .probes()
                .size());
    }
}
