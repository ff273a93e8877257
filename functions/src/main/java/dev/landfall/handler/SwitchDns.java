package dev.landfall.handler;

import dev.landfall.approval.Approval;
import dev.landfall.approval.GateKind;
import dev.landfall.dns.ProductionDns;
import dev.landfall.gateway.Change;
import dev.landfall.gateway.Gateways;
import dev.landfall.model.transfer.SourceProof;
import dev.landfall.rollback.GoLiveMarks;
import dev.landfall.run.RunEvents;
import dev.landfall.run.RunFiles;
import dev.landfall.transfer.StillSource;
import java.util.List;

/** Asks for the decision of its gate and for a source that stands still; marks the target's databases and changes the record set that was saved in one batch. */
public final class SwitchDns extends StateHandler<SwitchDns.Input, SwitchDns.Output> {

    public SwitchDns() {
        this(DeployedGateways.get());
    }

    public SwitchDns(Gateways gateways) {
        super(Input.class, gateways);
    }

    /**
     * What the state sends.
     *
     * @param proofs what the movers answered after the gate: nothing was written on the source since it was copied
     */
    public record Input(String runId, List<SourceProof> proofs) {}

    public record Output(Change change) {}

    @Override
    protected Output handle(Input input) {
        var files = new RunFiles(gateways().runStore());
        var begun = files.run(input.runId()).dnsSwitched().isPresent();
        decided(begun, input.runId());
        if (!begun) {
            new StillSource(gateways(), files).require(input.runId(), input.proofs());
        }
        var dns = new ProductionDns(gateways(), plan().configuration());
        var saved = dns.saved(input.runId());
        new GoLiveMarks(gateways().databases(), files, gateways().clock()).mark(input.runId());
        var run = files.run(input.runId());
        if (run.dnsSwitched().isEmpty()) {
            files.write(run.withDnsSwitched(gateways().clock().instant()));
        }
        var change = dns.switchToTarget(input.runId(), saved);
        new RunEvents(gateways()).announce(input.runId(), RunEvents.Kind.SWITCHED);
        return new Output(change);
    }

    /** The second time the run's own record says that it was begun; what people decided on is what it was the first time. */
    private void decided(boolean begun, String runId) {
        var approval = new Approval(gateways());
        if (begun) {
            approval.requireStanding(runId, GateKind.GO_LIVE);
        } else {
            approval.require(runId, GateKind.GO_LIVE);
        }
    }
}
