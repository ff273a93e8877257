package dev.landfall.handler;

import dev.landfall.capture.Capture;
import dev.landfall.gateway.Change;
import dev.landfall.gateway.Gateways;
import dev.landfall.model.transfer.DatabaseIdentity;
import dev.landfall.run.RunFiles;
import dev.landfall.transfer.MoverCommand;
import dev.landfall.transfer.MoverJobs;

/** Creates the Job that proves from the target's cluster that it reaches the source's own database; the mover answers the token. */
public final class ReachDatabase extends StateHandler<ReachDatabase.Input, ReachDatabase.Output> {

    public ReachDatabase() {
        this(DeployedGateways.get());
    }

    public ReachDatabase(Gateways gateways) {
        super(Input.class, gateways);
    }

    public record Input(String runId, String taskToken, String database) {}

    public record Output(Change change, DatabaseIdentity expected) {}

    @Override
    protected Output handle(Input input) {
        var files = new RunFiles(gateways().runStore());
        var database = files.require(Capture.key(input.runId()), Capture.class).database(input.database());
        var expected = gateways().databases().identity(database.source());
        var configuration = plan().configuration();
        var mover = new MoverCommand(gateways().runStore().location(), input.runId(), configuration);
        return new Output(
                new MoverJobs(gateways(), configuration, input.runId())
                        .start(database, "reach", mover.reach(database, expected), input.taskToken()),
                expected);
    }
}
