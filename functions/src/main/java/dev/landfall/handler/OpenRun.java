package dev.landfall.handler;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.gateway.Gateways;
import dev.landfall.run.FrozenPlan;
import dev.landfall.run.RunEvents;
import dev.landfall.run.RunOpening;
import java.time.Instant;

/** Checks input and configuration, takes the one-run lock, opens the run record, freezes the plan and its digest. */
public final class OpenRun extends StateHandler<OpenRun.Input, OpenRun.Output> {

    public OpenRun() {
        this(DeployedGateways.get());
    }

    public OpenRun(Gateways gateways) {
        super(Input.class, gateways, PlanUse.NONE);
    }

    public record Input(String runId, String executionArn, Instant startedAt, JsonNode input) {}

    public record Output(
            String runId,
            String mode,
            String planDigest,
            FrozenPlan plan,
            String strategy,
            String storage,
            long gateSeconds) {}

    @Override
    protected Output handle(Input input) {
        var opened = new RunOpening(gateways())
                .open(new RunOpening.Execution(input.runId(), input.executionArn(), input.startedAt(), input.input()));
        new RunEvents(gateways()).announce(opened.runId(), RunEvents.Kind.STARTED);
        return new Output(
                opened.runId(),
                opened.mode(),
                opened.planDigest(),
                opened.plan(),
                opened.strategy(),
                opened.storage(),
                opened.gateSeconds());
    }
}
