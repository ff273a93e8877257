package dev.landfall.local.cloud;

import dev.landfall.gateway.Change;
import dev.landfall.gateway.DatabaseHost;
import dev.landfall.model.failure.Problem;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * RDS as a handler sees it: instances found by their endpoint, and snapshots that are {@code creating} for a while and
 * {@code available} then. An instance that is being snapshot is {@code backing-up}, and takes no other request for one,
 * whatever that one is called. Snapshots are kept in {@code database-host.json}.
 */
public final class InMemoryDatabaseHost implements DatabaseHost {

    /** RDS: letters, digits and hyphens, a letter first, no hyphen last and no two in a row, at most 255. */
    private static final Pattern SNAPSHOT_ID = Pattern.compile("(?=.{1,255}$)[A-Za-z](-?[A-Za-z0-9])*");

    private final Map<String, DatabaseInstance> instances;
    private final Duration snapshotTakes;
    private final Clock clock;
    private final StateFile<State> file;
    private final Map<String, String> states = new ConcurrentHashMap<>();
    private State state;
    private volatile Duration shownAfter = Duration.ZERO;

    /**
     * Opens the servers as they were left.
     *
     * @param instances by endpoint's host name; looked at anew at each question
     * @param snapshotTakes how long a snapshot is {@code creating}
     */
    public InMemoryDatabaseHost(
            Path folder, Map<String, DatabaseInstance> instances, Duration snapshotTakes, Clock clock) {
        this.instances = Collections.unmodifiableMap(instances);
        this.snapshotTakes = snapshotTakes;
        this.clock = clock;
        file = new StateFile<>(folder.resolve("database-host.json"), State.class);
        state = file.read(() -> new State(Map.of()));
    }

    record State(Map<String, Snapshot> snapshots) {}

    record Snapshot(String instance, Instant since, boolean failed) {}

    @Override
    public Optional<DatabaseInstance> find(String endpointHost) {
        return Optional.ofNullable(instances.get(endpointHost));
    }

    @Override
    public synchronized Change createSnapshot(String instanceId, String snapshotId) {
        if (!SNAPSHOT_ID.matcher(snapshotId).matches()) {
            throw Problem.bug("SNAPSHOT_ID_INVALID", "RDS refuses the snapshot identifier " + snapshotId + ".")
                    .asException();
        }
        if (instances.values().stream().noneMatch(each -> each.id().equals(instanceId))) {
            throw Problem.operator(
                            "DATABASE_INSTANCE_MISSING",
                            "There is no database instance " + instanceId + ".",
                            "Check that it was not removed or renamed, and start again.")
                    .asException();
        }
        var instance = instanceState(instanceId);
        if (!instance.equals("available")) {
            throw Problem.waiting(
                            "DATABASE_BUSY",
                            "RDS takes no snapshot of " + instanceId + " in its present state: " + instance + ".",
                            "Wait until it is available: a backup or a change is under way.")
                    .asException();
        }
        if (state.snapshots().containsKey(snapshotId)) {
            return Change.UNCHANGED;
        }
        put(snapshotId, new Snapshot(instanceId, clock.instant(), false));
        return Change.CREATED;
    }

    @Override
    public synchronized Optional<String> snapshotStatus(String snapshotId) {
        return Optional.ofNullable(state.snapshots().get(snapshotId))
                .filter(snapshot -> !clock.instant().isBefore(snapshot.since().plus(shownAfter)))
                .map(this::status);
    }

    /** Lets an instance be in another state than its snapshots tell, such as {@code modifying}, until it is told again. */
    public void become(String instanceId, String word) {
        states.put(instanceId, word);
    }

    /** Lets answers about a new snapshot come that late. */
    public void showSnapshotsAfter(Duration later) {
        shownAfter = later;
    }

    /** Removes a snapshot, as a person may. */
    public synchronized void removeSnapshot(String snapshotId) {
        var left = new LinkedHashMap<>(state.snapshots());
        left.remove(snapshotId);
        state = new State(left);
        file.write(state);
    }

    private String instanceState(String instanceId) {
        var told = Optional.ofNullable(states.get(instanceId)).orElse("available");
        return told.equals("available")
                        && state.snapshots().values().stream()
                                .anyMatch(snapshot -> snapshot.instance().equals(instanceId)
                                        && status(snapshot).equals("creating"))
                ? "backing-up"
                : told;
    }

    private String status(Snapshot snapshot) {
        if (snapshot.failed()) {
            return "failed";
        }
        return clock.instant().isBefore(snapshot.since().plus(snapshotTakes)) ? "creating" : "available";
    }

    /** Lets a snapshot end {@code failed}. */
    public synchronized void failSnapshot(String snapshotId) {
        var snapshot = state.snapshots().get(snapshotId);
        if (snapshot != null) {
            put(snapshotId, new Snapshot(snapshot.instance(), snapshot.since(), true));
        }
    }

    private void put(String id, Snapshot snapshot) {
        var snapshots = new LinkedHashMap<>(state.snapshots());
        snapshots.put(id, snapshot);
        state = new State(snapshots);
        file.write(state);
    }
}
