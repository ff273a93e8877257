package dev.landfall.handler;

import dev.landfall.capture.Capture;
import dev.landfall.capture.Inventory;
import dev.landfall.gateway.Change;
import dev.landfall.gateway.Gateways;
import dev.landfall.model.transfer.ObjectDigests;
import dev.landfall.run.RunFiles;
import dev.landfall.transfer.CopyProof;
import dev.landfall.transfer.MoverCommand;
import dev.landfall.transfer.MoverJobs;
import dev.landfall.transfer.TargetScaling;

/** Creates the Job that proves one database's copy; the mover answers the token. */
public final class CompareDatabase extends StateHandler<CompareDatabase.Input, CompareDatabase.Output> {

    public CompareDatabase() {
        this(DeployedGateways.get());
    }

    public CompareDatabase(Gateways gateways) {
        super(Input.class, gateways);
    }

    /**
     * What the state sends.
     *
     * @param sealKey with which the dump sealed what it wrote
     * @param dumped what the dump answered
     * @param restored what the restore answered
     */
    public record Input(
            String runId,
            String taskToken,
            String database,
            String sealKey,
            ObjectDigests dumped,
            ObjectDigests restored) {}

    public record Output(Change change) {}

    @Override
    protected Output handle(Input input) {
        CopyProof.refuseOthers(input.database(), input.dumped(), input.restored());
        new TargetScaling(gateways().target(), Inventory.of(gateways())).requireStill();
        var files = new RunFiles(gateways().runStore());
        var configuration = plan().configuration();
        var database = files.require(Capture.key(input.runId()), Capture.class).database(input.database());
        var mover = new MoverCommand(gateways().runStore().location(), input.runId(), configuration);
        return new Output(new MoverJobs(gateways(), configuration, input.runId())
                .start(
                        database,
                        "compare",
                        mover.compare(
                                database,
                                configuration.compareLevel(),
                                input.dumped().manifest().orElseThrow()),
                        input.taskToken(),
                        input.sealKey()));
    }
}
