package dev.landfall.handler;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.gateway.Gateways;
import dev.landfall.run.FrozenPlan;
import dev.landfall.run.RunOpening;
import java.time.Instant;

/** Checks input and configuration, takes the one-run lock and opens the record of a capture. */
public final class OpenCapture extends StateHandler<OpenCapture.Input, OpenCapture.Output> {

    public OpenCapture() {
        this(DeployedGateways.get());
    }

    public OpenCapture(Gateways gateways) {
        super(Input.class, gateways, PlanUse.NONE);
    }

    public record Input(String runId, String executionArn, Instant startedAt, JsonNode input) {}

    public record Output(String runId, String mode, String planDigest, FrozenPlan plan) {}

    @Override
    protected Output handle(Input input) {
        var opened = new RunOpening(gateways())
                .openCapture(new RunOpening.Execution(
                        input.runId(), input.executionArn(), input.startedAt(), input.input()));
        return new Output(opened.runId(), opened.mode(), opened.planDigest(), opened.plan());
    }
}
