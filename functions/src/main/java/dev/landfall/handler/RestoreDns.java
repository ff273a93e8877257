package dev.landfall.handler;

import dev.landfall.approval.Approval;
import dev.landfall.approval.GateKind;
import dev.landfall.dns.ProductionDns;
import dev.landfall.gateway.Change;
import dev.landfall.gateway.Gateways;
import dev.landfall.rollback.RollbackGate;
import dev.landfall.rollback.WayBackBegun;
import dev.landfall.run.RunFiles;
import java.util.Optional;

/** Asks for the decision of its gate; puts the record set back that the cutover saved. */
public final class RestoreDns extends StateHandler<RestoreDns.Input, RestoreDns.Output> {

    public RestoreDns() {
        this(DeployedGateways.get());
    }

    public RestoreDns(Gateways gateways) {
        super(Input.class, gateways, PlanUse.CARRIED);
    }

    /** {@code gated}: whether people were asked first, as OpenRollback said. */
    public record Input(String runId, Optional<Boolean> gated) {}

    public record Output(Change change) {}

    @Override
    protected Output handle(Input input) {
        var files = new RunFiles(gateways().runStore());
        if (RollbackGate.isNeeded(files, input.runId(), input.gated())) {
            new Approval(gateways()).requireStanding(input.runId(), GateKind.ROLLBACK);
        }
        WayBackBegun.mark(files, input.runId(), gateways().clock());
        var cutover = files.run(input.runId()).takesBack();
        var dns = new ProductionDns(gateways(), plan().configuration());
        return new Output(dns.returnToSource(input.runId(), cutover));
    }
}
