package dev.landfall.handler;

import dev.landfall.dns.DnsRecordChange;
import dev.landfall.dns.ProductionDns;
import dev.landfall.gateway.Gateways;
import java.util.List;

/** Waits for INSYNC, then asks every authoritative server and the public resolvers for the target. */
public final class VerifyDns extends StateHandler<VerifyDns.Input, VerifyDns.Output> {

    public VerifyDns() {
        this(DeployedGateways.get());
    }

    public VerifyDns(Gateways gateways) {
        super(Input.class, gateways);
    }

    public record Input(String runId) {}

    public record Output(List<String> lagging) {}

    @Override
    protected Output handle(Input input) {
        var configuration = plan().configuration();
        return new Output(new ProductionDns(gateways(), configuration)
                .verify(input.runId(), "switch")
                .map(DnsRecordChange.Step::lagging)
                .orElse(List.of()));
    }
}
