package dev.landfall.handler;

import dev.landfall.capture.Capture;
import dev.landfall.gateway.Change;
import dev.landfall.gateway.Gateways;
import dev.landfall.run.RunFiles;
import dev.landfall.transfer.MoverCommand;
import dev.landfall.transfer.MoverJobs;

/** Creates the Job that copies Retool Storage, only what changed; the mover answers the token. */
public final class CopyStorage extends StateHandler<CopyStorage.Input, CopyStorage.Output> {

    public CopyStorage() {
        this(DeployedGateways.get());
    }

    public CopyStorage(Gateways gateways) {
        super(Input.class, gateways);
    }

    public record Input(String runId, String taskToken) {}

    public record Output(Change change) {}

    @Override
    protected Output handle(Input input) {
        var files = new RunFiles(gateways().runStore());
        var configuration = plan().configuration();
        var database = files.require(Capture.key(input.runId()), Capture.class).database("app");
        var storage = configuration.storage().orElseThrow();
        var mover = new MoverCommand(gateways().runStore().location(), input.runId(), configuration);
        return new Output(new MoverJobs(gateways(), configuration, input.runId())
                .start(
                        database,
                        "copy-storage",
                        mover.copyStorage(
                                storage.from().orElseThrow(), storage.to().orElseThrow()),
                        input.taskToken()));
    }
}
