package dev.landfall.transfer;

import dev.landfall.capture.Capture;
import dev.landfall.gateway.Change;
import dev.landfall.gateway.DatabaseAddress;
import dev.landfall.gateway.DatabaseHost;
import dev.landfall.model.failure.Problem;
import dev.landfall.model.failure.StillWaitingException;
import dev.landfall.run.RunRecord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One snapshot of each database instance that a cutover touches. */
public record DatabaseSnapshots(DatabaseHost host, RunRecord run) {

    /** What was asked for: snapshot identifiers by instance. */
    public record Taken(Change change, Map<String, String> snapshots) {}

    /** Begins the snapshots that are missing and waits until all are available. */
    public Taken take(Capture capture) {
        var snapshots = new LinkedHashMap<String, String>();
        for (var address : addresses(capture)) {
            snapshots.computeIfAbsent(instance(address), this::snapshotId);
        }
        var change = Change.UNCHANGED;
        for (var entry : snapshots.entrySet()) {
            if (host.createSnapshot(entry.getKey(), entry.getValue()) == Change.CREATED) {
                change = Change.CREATED;
            }
        }
        snapshots.values().forEach(this::await);
        return new Taken(change, snapshots);
    }

    /** A database of both sides is known by the source's endpoint; the target may have it by a name of its own. */
    private List<DatabaseAddress> addresses(Capture capture) {
        return capture.databases().stream()
                .flatMap(database -> run.sharesDatabase()
                        ? Stream.of(database.source())
                        : Stream.of(database.source(), database.target()))
                .toList();
    }

    private String instance(DatabaseAddress address) {
        return host.find(address.host())
                .orElseThrow(() -> Problem.operator(
                                "SNAPSHOT_IMPOSSIBLE",
                                "No database instance answers to " + address.host()
                                        + ", so no snapshot can be taken of it.",
                                "A cutover needs snapshots as its way back: use the instance's own endpoint, and let Landfall's role describe it.")
                        .asException())
                .id();
    }

    /** RDS: letters, digits, single hyphens, a letter first. */
    private String snapshotId(String instance) {
        return JobName.of(run.runId(), instance.replaceAll("[^A-Za-z0-9]+", "-"), "snapshot")
                .replaceAll("-{2,}", "-");
    }

    private void await(String snapshot) {
        var status = host.snapshotStatus(snapshot).orElse("gone");
        switch (status) {
            case "available" -> {}
            case "failed", "gone" ->
                throw Problem.operator(
                                "SNAPSHOT_FAILED",
                                "The snapshot " + snapshot + " is " + status + ".",
                                "Look at the instance's events, remove the snapshot, and start again.")
                        .asException();
            default ->
                throw new StillWaitingException(
                        "SNAPSHOT_NOT_AVAILABLE",
                        "Waiting for the snapshot " + snapshot + ", which is " + status + ".",
                        "Wait; where it takes hours, look at the instance's events.");
        }
    }
}
