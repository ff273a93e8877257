package dev.landfall.gateway.aws;

import dev.landfall.gateway.ClusterAccess;
import java.util.Optional;

/** One cluster, as EKS describes it. */
public final class EksClusterAccess implements ClusterAccess {

    private final EksClusters clusters;
    private final String cluster;

    public EksClusterAccess(AwsConnection connection, String cluster) {
        this.clusters = new EksClusters(connection);
        this.cluster = cluster;
    }

    @Override
    public Optional<String> authenticationMode() {
        return clusters.authenticationMode(cluster);
    }
}
