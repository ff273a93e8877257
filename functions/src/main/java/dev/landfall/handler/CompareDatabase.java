package dev.landfall.handler;

import dev.landfall.capture.Capture;
import dev.landfall.gateway.Change;
import dev.landfall.gateway.Gateways;
import dev.landfall.run.RunFiles;
import dev.landfall.transfer.MoverCommand;
import dev.landfall.transfer.MoverJobs;

/** Creates the Job that proves one database's copy; the mover answers the token. */
public final class CompareDatabase extends StateHandler<CompareDatabase.Input, CompareDatabase.Output> {

    public CompareDatabase() {
        this(DeployedGateways.get());
    }

    public CompareDatabase(Gateways gateways) {
        super(Input.class, gateways);
    }

    public record Input(String runId, String taskToken, String database) {}

    public record Output(Change change) {}

    @Override
    protected Output handle(Input input) {
        var files = new RunFiles(gateways().runStore());
        var configuration = plan().configuration();
        var database = files.require(Capture.key(input.runId()), Capture.class).database(input.database());
        var mover = new MoverCommand(gateways().runStore().location(), input.runId(), configuration);
        return new Output(new MoverJobs(gateways(), configuration, input.runId())
                .start(database, "compare", mover.compare(database, configuration.compareLevel()), input.taskToken()));
    }
}
