package dev.landfall.gateway.aws;

import dev.landfall.gateway.Change;
import dev.landfall.gateway.DatabaseHost;
import dev.landfall.gateway.aws.RdsEndpoints.Found;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.rds.RdsClient;

/**
 * RDS instances and clusters. A cluster's id is {@code cluster:<identifier>}, for an instance may have the same
 * identifier. Problems beside those of every call to AWS: {@code DATABASE_BUSY} is waited for,
 * {@code SNAPSHOT_QUOTA} and {@code DATABASE_INSTANCE_MISSING} need a person.
 */
public final class RdsDatabaseHost implements DatabaseHost {

    /** 128 TiB: how far a cluster of Aurora grows by itself; what RDS says is allocated to it means nothing. */
    static final int AURORA_GROWS_TO_GIB = 128 * 1024;

    private final RdsEndpoints endpoints;
    private final RdsSnapshots snapshots;

    public RdsDatabaseHost(AwsConnection connection) {
        var rds = new Later<>(() -> connection.client(RdsClient.builder()));
        endpoints = new RdsEndpoints(rds);
        snapshots = new RdsSnapshots(rds);
    }

    @Override
    public Optional<DatabaseInstance> find(String endpointHost) {
        return endpoints.find(endpointHost).map(RdsDatabaseHost::read);
    }

    @Override
    public Change createSnapshot(String instanceId, String snapshotId) {
        return snapshots.create(instanceId, snapshotId);
    }

    @Override
    public Optional<String> snapshotStatus(String snapshotId) {
        return snapshots.status(snapshotId);
    }

    private static DatabaseInstance read(Found found) {
        return switch (found) {
            case Found.Instance(var instance) ->
                new DatabaseInstance(
                        instance.dbInstanceIdentifier(),
                        instance.engineVersion(),
                        gib(instance.allocatedStorage()),
                        Boolean.TRUE.equals(instance.deletionProtection()),
                        Boolean.TRUE.equals(instance.storageEncrypted()));
            case Found.Cluster(var cluster, var member) ->
                new DatabaseInstance(
                        RdsSnapshots.CLUSTER + cluster.dbClusterIdentifier(),
                        cluster.engineVersion(),
                        cluster.engine().startsWith("aurora") ? AURORA_GROWS_TO_GIB : gib(cluster.allocatedStorage()),
                        Boolean.TRUE.equals(cluster.deletionProtection()),
                        Boolean.TRUE.equals(cluster.storageEncrypted()));
        };
    }

    /** Of an instance that is being created it is not known yet. */
    static int gib(@Nullable Integer allocated) {
        return allocated == null ? 0 : allocated;
    }
}
