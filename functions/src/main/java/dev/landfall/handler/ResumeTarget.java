package dev.landfall.handler;

import dev.landfall.capture.Capture;
import dev.landfall.capture.Inventory;
import dev.landfall.gateway.Gateways;
import dev.landfall.run.RunFiles;
import dev.landfall.transfer.TargetScaling;
import java.util.stream.Collectors;

/** Gives the target's deployments their counts back where its database was not touched. */
public final class ResumeTarget extends StateHandler<ResumeTarget.Input, ResumeTarget.Output> {

    public ResumeTarget() {
        this(DeployedGateways.get());
    }

    public ResumeTarget(Gateways gateways) {
        super(Input.class, gateways, PlanUse.CARRIED);
    }

    public record Input(String runId) {}

    public record Output(boolean resumed) {}

    @Override
    protected Output handle(Input input) {
        var ran = new RunFiles(gateways().runStore())
                .require(Capture.key(input.runId()), Capture.class).deployments().stream()
                        .filter(deployment -> deployment.replicas() > 0)
                        .map(Capture.CapturedDeployment::name)
                        .collect(Collectors.toSet());
        new TargetScaling(gateways().target(), Inventory.of(gateways())).resume(ran);
        return new Output(true);
    }
}
