package dev.landfall.handler;

import dev.landfall.dns.DnsRecordChange;
import dev.landfall.dns.ProductionDns;
import dev.landfall.gateway.Gateways;
import java.util.List;

/**
 * Proves that the domain leads to the source again: waits for INSYNC, then asks every authoritative server and the public
 * resolvers. Where nothing was ever switched it never led anywhere else.
 */
public final class ConfirmDns extends StateHandler<ConfirmDns.Input, ConfirmDns.Output> {

    public ConfirmDns() {
        this(DeployedGateways.get());
    }

    public ConfirmDns(Gateways gateways) {
        super(Input.class, gateways, PlanUse.CARRIED);
    }

    public record Input(String runId) {}

    public record Output(List<String> lagging) {}

    @Override
    protected Output handle(Input input) {
        var configuration = plan().configuration();
        return new Output(new ProductionDns(gateways(), configuration)
                .verify(input.runId(), "return")
                .map(DnsRecordChange.Step::lagging)
                .orElse(List.of()));
    }
}
