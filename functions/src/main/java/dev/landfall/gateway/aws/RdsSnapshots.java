package dev.landfall.gateway.aws;

import dev.landfall.gateway.Change;
import dev.landfall.model.failure.LandfallException;
import dev.landfall.model.failure.Problem;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBClusterSnapshot;
import software.amazon.awssdk.services.rds.model.DBSnapshot;
import software.amazon.awssdk.services.rds.model.DbClusterNotFoundException;
import software.amazon.awssdk.services.rds.model.DbClusterSnapshotAlreadyExistsException;
import software.amazon.awssdk.services.rds.model.DbClusterSnapshotNotFoundException;
import software.amazon.awssdk.services.rds.model.DbInstanceNotFoundException;
import software.amazon.awssdk.services.rds.model.DbSnapshotAlreadyExistsException;
import software.amazon.awssdk.services.rds.model.DbSnapshotNotFoundException;
import software.amazon.awssdk.services.rds.model.InvalidDbClusterStateException;
import software.amazon.awssdk.services.rds.model.InvalidDbInstanceStateException;
import software.amazon.awssdk.services.rds.model.RdsException;
import software.amazon.awssdk.services.rds.model.SnapshotQuotaExceededException;

/**
 * Snapshots of instances and clusters. Problems: {@code DATABASE_BUSY} is waited for, {@code SNAPSHOT_QUOTA} and
 * {@code DATABASE_INSTANCE_MISSING} need a person.
 */
record RdsSnapshots(Supplier<RdsClient> rds) {

    /** What a cluster's id begins with, and no instance identifier can. */
    static final String CLUSTER = "cluster:";

    Change create(String id, String snapshot) {
        return AwsProblem.guard("create the snapshot " + snapshot + " of " + id, () -> {
            try {
                if (id.startsWith(CLUSTER)) {
                    rds.get()
                            .createDBClusterSnapshot(
                                    request -> request.dbClusterIdentifier(id.substring(CLUSTER.length()))
                                            .dbClusterSnapshotIdentifier(snapshot));
                } else {
                    rds.get()
                            .createDBSnapshot(
                                    request -> request.dbInstanceIdentifier(id).dbSnapshotIdentifier(snapshot));
                }
                return Change.CREATED;
            } catch (DbSnapshotAlreadyExistsException | DbClusterSnapshotAlreadyExistsException e) {
                return Change.UNCHANGED;
            } catch (DbInstanceNotFoundException | DbClusterNotFoundException e) {
                throw missing(id, e);
            } catch (InvalidDbInstanceStateException | InvalidDbClusterStateException e) {
                throw busy(id, e);
            } catch (SnapshotQuotaExceededException e) {
                throw quota(id, e);
            }
        });
    }

    /** An identifier names a snapshot of one kind only, for Landfall makes it of the run's and the database's. */
    Optional<String> status(String snapshot) {
        return AwsProblem.guard(
                "describe the snapshot " + snapshot,
                () -> instanceSnapshot(snapshot).or(() -> clusterSnapshot(snapshot)));
    }

    private Optional<String> instanceSnapshot(String snapshot) {
        try {
            return rds
                    .get()
                    .describeDBSnapshots(request -> request.dbSnapshotIdentifier(snapshot))
                    .dbSnapshots()
                    .stream()
                    .map(DBSnapshot::status)
                    .findFirst();
        } catch (DbSnapshotNotFoundException e) {
            return Optional.empty();
        }
    }

    private Optional<String> clusterSnapshot(String snapshot) {
        try {
            return rds
                    .get()
                    .describeDBClusterSnapshots(request -> request.dbClusterSnapshotIdentifier(snapshot))
                    .dbClusterSnapshots()
                    .stream()
                    .map(DBClusterSnapshot::status)
                    .findFirst();
        } catch (DbClusterSnapshotNotFoundException e) {
            return Optional.empty();
        }
    }

    private static LandfallException missing(String id, RdsException cause) {
        return Problem.operator(
                        "DATABASE_INSTANCE_MISSING",
                        "There is no database instance " + id + ".",
                        "Check that it was not removed or renamed, and start again.")
                .asException(cause);
    }

    private static LandfallException busy(String id, RdsException cause) {
        return Problem.waiting(
                        "DATABASE_BUSY",
                        "RDS takes no snapshot of " + id + " in its present state: " + message(cause),
                        "Wait until it is available: a backup or a change is under way.")
                .asException(cause);
    }

    private static LandfallException quota(String id, RdsException cause) {
        return Problem.operator(
                        "SNAPSHOT_QUOTA",
                        "RDS takes no snapshot of " + id + ": " + message(cause),
                        "Remove manual snapshots that nobody needs, or have the quota raised.")
                .asException(cause);
    }

    private static String message(RdsException cause) {
        return cause.awsErrorDetails().errorMessage();
    }
}
