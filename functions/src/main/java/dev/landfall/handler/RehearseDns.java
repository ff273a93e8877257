package dev.landfall.handler;

import dev.landfall.dns.DnsRehearsal;
import dev.landfall.gateway.Gateways;

/** Switches and returns a rehearsal record under the real zone, timing both; the production record is not touched. */
public final class RehearseDns extends StateHandler<RehearseDns.Input, RehearseDns.Output> {

    public RehearseDns() {
        this(DeployedGateways.get());
    }

    public RehearseDns(Gateways gateways) {
        super(Input.class, gateways);
    }

    public record Input(String runId) {}

    public record Output(String name, int steps) {}

    @Override
    protected Output handle(Input input) {
        var configuration = plan().configuration();
        var done = new DnsRehearsal(gateways(), configuration).rehearse(input.runId());
        return new Output(done.name(), done.steps().size());
    }
}
