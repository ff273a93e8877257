package dev.landfall.handler;

import dev.landfall.capture.Capture;
import dev.landfall.gateway.Change;
import dev.landfall.gateway.Gateways;
import dev.landfall.run.RunFiles;
import dev.landfall.transfer.MoverCommand;
import dev.landfall.transfer.MoverJobs;

/** Creates the Job that tells what a pod of the target's cluster can do; the mover answers the token, Preflight judges. */
public final class ProbePod extends StateHandler<ProbePod.Input, ProbePod.Output> {

    public ProbePod() {
        this(DeployedGateways.get());
    }

    public ProbePod(Gateways gateways) {
        super(Input.class, gateways);
    }

    public record Input(String runId, String taskToken) {}

    public record Output(Change change) {}

    @Override
    protected Output handle(Input input) {
        var files = new RunFiles(gateways().runStore());
        var app = files.require(Capture.key(input.runId()), Capture.class).database("app");
        var configuration = plan().configuration();
        var mover = new MoverCommand(gateways().runStore().location(), input.runId(), configuration);
        return new Output(new MoverJobs(gateways(), configuration, input.runId())
                .start(
                        MoverJobs.NO_DATABASE,
                        "probe",
                        mover.probe(),
                        input.taskToken(),
                        MoverJobs.passwordSecret(app)));
    }
}
