package dev.landfall.transfer;

import dev.landfall.capture.Capture;
import dev.landfall.gateway.Change;
import dev.landfall.gateway.DatabaseAddress;
import dev.landfall.gateway.DatabaseHost;
import dev.landfall.model.RunLayout;
import dev.landfall.model.failure.Problem;
import dev.landfall.model.failure.StillWaitingException;
import dev.landfall.run.RunFiles;
import dev.landfall.run.RunRecord;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One snapshot of each database instance that a cutover touches. Each is looked for first: an instance that is being
 * snapshot takes no second request, whatever that one asks for.
 */
public record DatabaseSnapshots(DatabaseHost host, RunFiles files, RunRecord run) {

    /** What was asked for: snapshot identifiers by instance. */
    public record Taken(Change change, Map<String, String> snapshots) {}

    /**
     * {@code runs/<run-id>/snapshots.json}: the snapshots that this run has seen standing. One that is not seen any more was
     * removed; one that was never seen may be on its way.
     */
    record Seen(Set<String> snapshots) {}

    /** Begins the snapshots that are missing and waits until all are available. */
    public Taken take(Capture capture) {
        var snapshots = new LinkedHashMap<String, String>();
        for (var address : addresses(capture)) {
            snapshots.computeIfAbsent(instance(address), this::snapshotId);
        }
        var change = Change.UNCHANGED;
        var waiting = Optional.<StillWaitingException>empty();
        for (var entry : snapshots.entrySet()) {
            try {
                if (begin(entry.getKey(), entry.getValue()) == Change.CREATED) {
                    change = Change.CREATED;
                }
                await(entry.getValue());
            } catch (StillWaitingException e) {
                // The others begin meanwhile.
                waiting = waiting.or(() -> Optional.of(e));
            }
        }
        waiting.ifPresent(wait -> {
            throw wait;
        });
        return new Taken(change, snapshots);
    }

    private Change begin(String instance, String snapshot) {
        if (host.snapshotStatus(snapshot).isPresent()) {
            saw(snapshot);
            return Change.UNCHANGED;
        }
        if (seen().contains(snapshot)) {
            throw failed(snapshot, "gone");
        }
        return host.createSnapshot(instance, snapshot);
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
        // Right after the creation RDS may not show it yet.
        var status = host.snapshotStatus(snapshot).orElse("asked for");
        switch (status) {
            case "available" -> {}
            case "failed" -> throw failed(snapshot, status);
            default ->
                throw new StillWaitingException(
                        "SNAPSHOT_NOT_AVAILABLE",
                        "Waiting for the snapshot " + snapshot + ", which is " + status + ".",
                        "Wait; where it takes hours, look at the instance's events.");
        }
    }

    private static RuntimeException failed(String snapshot, String status) {
        return Problem.operator(
                        "SNAPSHOT_FAILED",
                        "The snapshot " + snapshot + " is " + status + ".",
                        "Look at the instance's events, remove the snapshot, and start again.")
                .asException();
    }

    private Set<String> seen() {
        return files.read(key(), Seen.class).map(Seen::snapshots).orElse(Set.of());
    }

    private void saw(String snapshot) {
        var all = new LinkedHashSet<>(seen());
        if (all.add(snapshot)) {
            files.write(key(), new Seen(all));
        }
    }

    private String key() {
        return new RunLayout(run.runId()).file("snapshots.json");
    }
}
