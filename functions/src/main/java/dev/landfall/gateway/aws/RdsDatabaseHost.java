package dev.landfall.gateway.aws;

import dev.landfall.gateway.Change;
import dev.landfall.gateway.DatabaseHost;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.DBInstance;

/**
 * RDS instances and clusters (Aurora, and RDS with readable standbys). Storage, version and snapshots of an instance
 * that belongs to a cluster are the cluster's, so the cluster is found by its instances' endpoints too. A cluster's id is
 * {@code cluster:<identifier>}, for an instance may have the same identifier.
 */
public final class RdsDatabaseHost implements DatabaseHost {

    private final Supplier<RdsClient> rds;
    private final RdsSnapshots snapshots;

    public RdsDatabaseHost(AwsConnection connection) {
        rds = new Later<>(() -> connection.client(RdsClient.builder()));
        snapshots = new RdsSnapshots(rds);
    }

    @Override
    public Optional<DatabaseInstance> find(String endpointHost) {
        return AwsProblem.guard("find the database that answers to " + endpointHost, () -> {
            var instance = rds.get().describeDBInstancesPaginator(request -> {}).dbInstances().stream()
                    .filter(each ->
                            each.endpoint() != null && isSame(each.endpoint().address(), endpointHost))
                    .findFirst();
            if (instance.isPresent() && instance.get().dbClusterIdentifier() == null) {
                return instance.map(RdsDatabaseHost::instance);
            }
            return rds.get().describeDBClustersPaginator(request -> {}).dbClusters().stream()
                    .filter(cluster -> instance.isPresent()
                            ? cluster.dbClusterIdentifier()
                                    .equals(instance.get().dbClusterIdentifier())
                            : endpoints(cluster).anyMatch(each -> isSame(each, endpointHost)))
                    .findFirst()
                    .map(RdsDatabaseHost::cluster);
        });
    }

    @Override
    public Change createSnapshot(String instanceId, String snapshotId) {
        return snapshots.create(instanceId, snapshotId);
    }

    @Override
    public Optional<String> snapshotStatus(String snapshotId) {
        return snapshots.status(snapshotId);
    }

    private static DatabaseInstance instance(DBInstance instance) {
        return new DatabaseInstance(
                instance.dbInstanceIdentifier(),
                instance.engineVersion(),
                gib(instance.allocatedStorage()),
                Boolean.TRUE.equals(instance.deletionProtection()),
                Boolean.TRUE.equals(instance.storageEncrypted()));
    }

    private static DatabaseInstance cluster(DBCluster cluster) {
        return new DatabaseInstance(
                RdsSnapshots.CLUSTER + cluster.dbClusterIdentifier(),
                cluster.engineVersion(),
                gib(cluster.allocatedStorage()),
                Boolean.TRUE.equals(cluster.deletionProtection()),
                Boolean.TRUE.equals(cluster.storageEncrypted()));
    }

    private static Stream<String> endpoints(DBCluster cluster) {
        List<String> custom = cluster.customEndpoints();
        return Stream.concat(
                Stream.of(Optional.ofNullable(cluster.endpoint()), Optional.ofNullable(cluster.readerEndpoint()))
                        .flatMap(Optional::stream),
                custom.stream());
    }

    private static boolean isSame(String endpoint, String host) {
        var bare = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        return bare.equalsIgnoreCase(endpoint);
    }

    /** Of an instance that is being created it is not known yet. */
    private static int gib(@Nullable Integer allocated) {
        return allocated == null ? 0 : allocated;
    }
}
