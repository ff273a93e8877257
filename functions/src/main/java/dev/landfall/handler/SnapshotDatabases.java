package dev.landfall.handler;

import dev.landfall.capture.Capture;
import dev.landfall.gateway.Change;
import dev.landfall.gateway.Gateways;
import dev.landfall.run.RunFiles;
import dev.landfall.transfer.DatabaseSnapshots;
import java.util.Map;

/** Takes a snapshot of every database instance of both sides and waits until it is available. */
public final class SnapshotDatabases extends StateHandler<SnapshotDatabases.Input, SnapshotDatabases.Output> {

    public SnapshotDatabases() {
        this(DeployedGateways.get());
    }

    public SnapshotDatabases(Gateways gateways) {
        super(Input.class, gateways);
    }

    public record Input(String runId) {}

    public record Output(Change change, Map<String, String> snapshots) {}

    @Override
    protected Output handle(Input input) {
        var files = new RunFiles(gateways().runStore());
        var capture = files.require(Capture.key(input.runId()), Capture.class);
        var taken = new DatabaseSnapshots(gateways().databaseHost(), files, files.run(input.runId())).take(capture);
        return new Output(taken.change(), taken.snapshots());
    }
}
