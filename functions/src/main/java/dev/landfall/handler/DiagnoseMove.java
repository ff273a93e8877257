package dev.landfall.handler;

import dev.landfall.gateway.Gateways;
import dev.landfall.run.Failure;
import dev.landfall.transfer.MoveStop;
import java.util.List;
import java.util.Optional;

/** Finds the reason of a failed move in the task's, the pod's and the mover's own words, and stops the sibling. */
public final class DiagnoseMove extends StateHandler<DiagnoseMove.Input, DiagnoseMove.Output> {

    public DiagnoseMove() {
        this(DeployedGateways.get());
    }

    public DiagnoseMove(Gateways gateways) {
        super(Input.class, gateways, PlanUse.CARRIED);
    }

    /** {@code database}: whose move failed; where left out, the work for all of them is over. */
    public record Input(String runId, Optional<String> database, Failure failure) {}

    public record Output(String error, String cause, List<String> stopped) {}

    @Override
    protected Output handle(Input input) {
        var diagnosed = input.database()
                .map(database -> new MoveStop(gateways(), input.runId(), database).diagnose(input.failure()))
                .orElseGet(() -> MoveStop.stopAll(gateways(), input.runId(), input.failure()));
        return new Output(diagnosed.error(), diagnosed.cause(), diagnosed.stopped());
    }
}
