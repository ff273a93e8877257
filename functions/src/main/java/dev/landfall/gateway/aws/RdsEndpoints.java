package dev.landfall.gateway.aws;

import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.DBInstance;

/** Finds what answers to an endpoint's host name. */
record RdsEndpoints(Supplier<RdsClient> rds) {

    /** What answers. */
    sealed interface Found {

        /** An instance by itself. */
        record Instance(DBInstance instance) implements Found {}

        /**
         * A cluster (Aurora, or RDS with readable standbys), whichever of its endpoints was asked for: storage, version
         * and snapshots of its members are its own.
         */
        record Cluster(DBCluster cluster, Optional<DBInstance> member) implements Found {}
    }

    Optional<Found> find(String host) {
        return AwsProblem.guard("find the database that answers to " + host, () -> {
            var instance = instance(
                    each -> each.endpoint() != null && isSame(each.endpoint().address(), host));
            if (instance.isPresent() && instance.get().dbClusterIdentifier() == null) {
                return instance.map(Found.Instance::new);
            }
            return rds.get().describeDBClustersPaginator(request -> {}).dbClusters().stream()
                    .filter(cluster -> instance.map(member -> isMember(member, cluster))
                            .orElseGet(() -> endpoints(cluster).anyMatch(each -> isSame(each, host))))
                    .findFirst()
                    .map(cluster ->
                            new Found.Cluster(cluster, instance.or(() -> instance(each -> isMember(each, cluster)))));
        });
    }

    private Optional<DBInstance> instance(Predicate<DBInstance> wanted) {
        return rds.get().describeDBInstancesPaginator(request -> {}).dbInstances().stream()
                .filter(wanted)
                .findFirst();
    }

    private static boolean isMember(DBInstance instance, DBCluster cluster) {
        return cluster.dbClusterIdentifier().equals(instance.dbClusterIdentifier());
    }

    private static Stream<String> endpoints(DBCluster cluster) {
        return Stream.of(
                        Optional.ofNullable(cluster.endpoint()).stream(),
                        Optional.ofNullable(cluster.readerEndpoint()).stream(),
                        cluster.customEndpoints().stream())
                .flatMap(each -> each);
    }

    private static boolean isSame(String endpoint, String host) {
        return DnsName.of(host).equals(DnsName.of(endpoint));
    }
}
