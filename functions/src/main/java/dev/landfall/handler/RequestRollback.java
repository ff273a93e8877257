package dev.landfall.handler;

import dev.landfall.approval.GateKind;
import dev.landfall.approval.GateOpening;
import dev.landfall.dns.DnsPreview;
import dev.landfall.gateway.Change;
import dev.landfall.gateway.Gateways;
import dev.landfall.rollback.DivergenceCount;
import dev.landfall.run.Failure;
import dev.landfall.run.RunFiles;
import java.util.Optional;

/** Opens the approval gate that shows what a rollback gives up. */
public final class RequestRollback extends StateHandler<RequestRollback.Input, RequestRollback.Output> {

    public RequestRollback() {
        this(DeployedGateways.get());
    }

    public RequestRollback(Gateways gateways) {
        super(Input.class, gateways);
    }

    /** {@code uncounted} is why the count told nothing. */
    public record Input(String runId, String taskToken, Optional<Failure> uncounted) {}

    /** Nobody reads it: the state waits for its token. */
    public record Output(Change change) {}

    @Override
    protected Output handle(Input input) {
        input.uncounted().ifPresent(DivergenceCount.of(gateways(), input.runId())::notMeasured);
        var cutover = new RunFiles(gateways().runStore()).run(input.runId()).takesBack();
        DnsPreview.ofRollback(gateways(), input.runId(), cutover, plan().configuration());
        return new Output(new GateOpening(gateways()).open(plan(), GateKind.ROLLBACK, input.taskToken()));
    }
}
