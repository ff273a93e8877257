package dev.landfall.handler;

import dev.landfall.dns.DnsRecordChange;
import dev.landfall.dns.ProductionDns;
import dev.landfall.gateway.Gateways;
import dev.landfall.model.failure.Problem;
import java.util.List;

/** Waits for INSYNC, then asks every authoritative server and the public resolvers. */
public final class VerifyDns extends StateHandler<VerifyDns.Input, VerifyDns.Output> {

    public VerifyDns() {
        this(DeployedGateways.get());
    }

    public VerifyDns(Gateways gateways) {
        super(Input.class, gateways);
    }

    public record Input(String runId, String expect) {}

    public record Output(List<String> lagging) {}

    @Override
    protected Output handle(Input input) {
        var what = switch (input.expect()) {
            case "target" -> "switch";
            case "source" -> "return";
            default ->
                throw Problem.bug("EXPECTATION_UNKNOWN", "VerifyDns was asked to expect " + input.expect() + ".")
                        .asException();
        };
        var configuration = plan().configuration();
        return new Output(new ProductionDns(gateways(), configuration)
                .verify(input.runId(), what)
                .map(DnsRecordChange.Step::lagging)
                .orElse(List.of()));
    }
}
