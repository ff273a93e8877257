package dev.landfall.handler;

import dev.landfall.approval.GateKind;
import dev.landfall.approval.GateOpening;
import dev.landfall.gateway.Change;
import dev.landfall.gateway.Gateways;

/** Opens the approval gate before anything stops: forecast, preflight, what will stop. */
public final class RequestFreeze extends StateHandler<RequestFreeze.Input, RequestFreeze.Output> {

    public RequestFreeze() {
        this(DeployedGateways.get());
    }

    public RequestFreeze(Gateways gateways) {
        super(Input.class, gateways);
    }

    public record Input(String runId, String taskToken) {}

    /** Nobody reads it: the state waits for its token. */
    public record Output(Change change) {}

    @Override
    protected Output handle(Input input) {
        return new Output(new GateOpening(gateways()).open(plan(), GateKind.FREEZE, input.taskToken()));
    }
}
