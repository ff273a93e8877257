package dev.landfall.handler;

import dev.landfall.approval.GateKind;
import dev.landfall.approval.GateOpening;
import dev.landfall.dns.DnsPreview;
import dev.landfall.dns.ProductionDns;
import dev.landfall.gateway.Change;
import dev.landfall.gateway.Gateways;
import dev.landfall.run.RunFiles;
import dev.landfall.transfer.CopyProof;
import java.util.List;

/** Saves the old record set and opens the approval gate before the domain moves, bound to the digest of plan and evidence. */
public final class RequestGoLive extends StateHandler<RequestGoLive.Input, RequestGoLive.Output> {

    public RequestGoLive() {
        this(DeployedGateways.get());
    }

    public RequestGoLive(Gateways gateways) {
        super(Input.class, gateways);
    }

    /** {@code compared}: what the comparisons of all databases answered. */
    public record Input(String runId, String taskToken, List<CopyProof.Compared> compared) {}

    /** Nobody reads it: the state waits for its token. */
    public record Output(Change change) {}

    @Override
    protected Output handle(Input input) {
        new CopyProof(new RunFiles(gateways().runStore()), input.runId()).refuseOthers(input.compared());
        new ProductionDns(gateways(), plan().configuration()).save(input.runId());
        DnsPreview.ofGoLive(gateways(), input.runId(), plan().configuration());
        return new Output(new GateOpening(gateways()).open(plan(), GateKind.GO_LIVE, input.taskToken()));
    }
}
