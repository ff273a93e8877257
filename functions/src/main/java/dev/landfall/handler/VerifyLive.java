package dev.landfall.handler;

import dev.landfall.gateway.Gateways;
import dev.landfall.probe.ProductionProbes;

/** Probes health through the production name, and holds what was held until then against the source. */
public final class VerifyLive extends StateHandler<VerifyLive.Input, VerifyLive.Output> {

    public VerifyLive() {
        this(DeployedGateways.get());
    }

    public VerifyLive(Gateways gateways) {
        super(Input.class, gateways);
    }

    public record Input(String runId) {}

    public record Output(int probes) {}

    @Override
    protected Output handle(Input input) {
        var configuration = plan().configuration();
        return new Output(new ProductionProbes(gateways(), configuration)
                .verifyTarget(input.runId())
                .probes()
                .size());
    }
}
