package dev.landfall.handler;

import dev.landfall.gateway.Change;
import dev.landfall.gateway.Gateways;
import dev.landfall.rollback.DivergenceCount;

/** Has a Job count once more, after the target was stopped: what the rollback gives up, exactly. */
public final class ConfirmDivergence extends StateHandler<ConfirmDivergence.Input, ConfirmDivergence.Output> {

    public ConfirmDivergence() {
        this(DeployedGateways.get());
    }

    public ConfirmDivergence(Gateways gateways) {
        super(Input.class, gateways);
    }

    public record Input(String runId, String taskToken) {}

    /** Nobody reads it: the state waits for its token. */
    public record Output(Change change) {}

    @Override
    protected Output handle(Input input) {
        return new Output(DivergenceCount.of(gateways(), input.runId())
                .begin(plan().configuration(), "confirm", input.taskToken()));
    }
}
