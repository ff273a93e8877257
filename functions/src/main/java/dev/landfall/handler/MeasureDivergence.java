package dev.landfall.handler;

import dev.landfall.gateway.Change;
import dev.landfall.gateway.Gateways;
import dev.landfall.rollback.DivergenceCount;

/** Has a Job count the rows written on the target since go-live, by table: what a rollback gives up. */
public final class MeasureDivergence extends StateHandler<MeasureDivergence.Input, MeasureDivergence.Output> {

    public MeasureDivergence() {
        this(DeployedGateways.get());
    }

    public MeasureDivergence(Gateways gateways) {
        super(Input.class, gateways);
    }

    public record Input(String runId, String taskToken) {}

    /** Nobody reads it: the state waits for its token. */
    public record Output(Change change) {}

    @Override
    protected Output handle(Input input) {
        return new Output(DivergenceCount.of(gateways(), input.runId())
                .begin(plan().configuration(), "measure", input.taskToken()));
    }
}
