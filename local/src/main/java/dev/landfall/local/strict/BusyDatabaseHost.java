package dev.landfall.local.strict;

import dev.landfall.gateway.Change;
import dev.landfall.gateway.DatabaseHost;
import dev.landfall.model.failure.Problem;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An RDS instance has a state, and takes a snapshot only while it is {@code available}: a snapshot or the nightly backup
 * makes it {@code backing-up}, and CreateDBSnapshot then answers {@code InvalidDBInstanceState}, whatever the snapshot's
 * name. DescribeDBSnapshots may know nothing yet of a snapshot that was just asked for.
 */
final class BusyDatabaseHost implements DatabaseHost {

    /** How many further calls find the instance {@code backing-up} once a snapshot was begun. */
    private static final int BACKING_UP_FOR_CALLS = 2;

    private final DatabaseHost host;
    private final StrictSeed seed;
    private final Map<String, Integer> busyFor = new HashMap<>();
    private final Set<String> unseen = new HashSet<>();

    BusyDatabaseHost(DatabaseHost host, StrictSeed seed) {
        this.host = host;
        this.seed = seed;
    }

    @Override
    public Optional<DatabaseInstance> find(String endpointHost) {
        return host.find(endpointHost);
    }

    @Override
    public synchronized Change createSnapshot(String instanceId, String snapshotId) {
        var left = busyFor.computeIfAbsent(instanceId, this::nightlyBackup);
        if (left > 0) {
            busyFor.put(instanceId, left - 1);
            throw Problem.waiting(
                            "DATABASE_BUSY",
                            "RDS takes no snapshot of " + instanceId + " in its present state: Cannot create a snapshot"
                                    + " because the database instance " + instanceId
                                    + " is not currently in the available state (backing-up).",
                            "Wait until it is available: a backup or a change is under way.")
                    .asException();
        }
        var change = host.createSnapshot(instanceId, snapshotId);
        if (change == Change.CREATED) {
            busyFor.put(instanceId, BACKING_UP_FOR_CALLS);
            unseen.add(snapshotId);
        }
        return change;
    }

    /** One of two instances is being backed up when it is first asked for a snapshot. */
    private int nightlyBackup(String instanceId) {
        return seed.below(2, "backup of " + instanceId);
    }

    @Override
    public synchronized Optional<String> snapshotStatus(String snapshotId) {
        return unseen.remove(snapshotId) ? Optional.empty() : host.snapshotStatus(snapshotId);
    }
}
