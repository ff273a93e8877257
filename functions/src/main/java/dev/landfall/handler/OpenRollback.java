package dev.landfall.handler;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.gateway.Gateways;
import dev.landfall.rollback.RollbackOpening;
import dev.landfall.run.FrozenPlan;
import dev.landfall.run.RunEvents;
import dev.landfall.run.RunOpening;
import java.time.Instant;

/** Finds the cutover to take back, checks that its source still stands, takes the one-run lock. */
public final class OpenRollback extends StateHandler<OpenRollback.Input, OpenRollback.Output> {

    public OpenRollback() {
        this(DeployedGateways.get());
    }

    public OpenRollback(Gateways gateways) {
        super(Input.class, gateways, PlanUse.NONE);
    }

    public record Input(String runId, String executionArn, Instant startedAt, JsonNode input) {}

    public record Output(
            String runId,
            String mode,
            String cutoverRunId,
            String planDigest,
            FrozenPlan plan,
            String strategy,
            boolean switched,
            boolean gated,
            long gateSeconds) {}

    @Override
    protected Output handle(Input input) {
        var opened = new RollbackOpening(gateways())
                .open(new RunOpening.Execution(input.runId(), input.executionArn(), input.startedAt(), input.input()));
        new RunEvents(gateways()).announce(opened.runId(), RunEvents.Kind.STARTED);
        return new Output(
                opened.runId(),
                opened.mode(),
                opened.cutoverRunId(),
                opened.planDigest(),
                opened.plan(),
                opened.strategy(),
                opened.switched(),
                opened.gated(),
                opened.gateSeconds());
    }
}
