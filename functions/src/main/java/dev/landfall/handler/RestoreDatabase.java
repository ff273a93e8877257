package dev.landfall.handler;

import dev.landfall.capture.Capture;
import dev.landfall.capture.Inventory;
import dev.landfall.gateway.Change;
import dev.landfall.gateway.Gateways;
import dev.landfall.run.RunFiles;
import dev.landfall.transfer.MoverCommand;
import dev.landfall.transfer.MoverJobs;
import dev.landfall.transfer.TargetScaling;

/** Creates the Job that restores one database while its dump runs; the mover answers the token. */
public final class RestoreDatabase extends StateHandler<RestoreDatabase.Input, RestoreDatabase.Output> {

    public RestoreDatabase() {
        this(DeployedGateways.get());
    }

    public RestoreDatabase(Gateways gateways) {
        super(Input.class, gateways);
    }

    /** {@code sealKey}: with which the dump seals what it writes. */
    public record Input(String runId, String taskToken, String database, String sealKey) {}

    public record Output(Change change) {}

    @Override
    protected Output handle(Input input) {
        new TargetScaling(gateways().target(), Inventory.of(gateways())).requireStill();
        var files = new RunFiles(gateways().runStore());
        var configuration = plan().configuration();
        var database = files.require(Capture.key(input.runId()), Capture.class).database(input.database());
        var mover = new MoverCommand(gateways().runStore().location(), input.runId(), configuration);
        return new Output(new MoverJobs(gateways(), configuration, input.runId())
                .start(database, "restore", mover.restore(database), input.taskToken(), input.sealKey()));
    }
}
