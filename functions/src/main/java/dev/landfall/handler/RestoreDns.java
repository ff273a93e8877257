package dev.landfall.handler;

import dev.landfall.approval.Approval;
import dev.landfall.approval.GateKind;
import dev.landfall.dns.ProductionDns;
import dev.landfall.gateway.Change;
import dev.landfall.gateway.Gateways;
import dev.landfall.run.RunFiles;

/** Asks for the decision of its gate; puts the record set back that the cutover saved. */
public final class RestoreDns extends StateHandler<RestoreDns.Input, RestoreDns.Output> {

    public RestoreDns() {
        this(DeployedGateways.get());
    }

    public RestoreDns(Gateways gateways) {
        super(Input.class, gateways, PlanUse.CARRIED);
    }

    public record Input(String runId) {}

    public record Output(Change change) {}

    @Override
    protected Output handle(Input input) {
        new Approval(gateways()).requireStanding(input.runId(), GateKind.ROLLBACK);
        var files = new RunFiles(gateways().runStore());
        var cutover = files.run(input.runId()).takesBack();
        var dns = new ProductionDns(gateways(), plan().configuration());
        return new Output(dns.returnToSource(input.runId(), cutover));
    }
}
