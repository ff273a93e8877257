package dev.landfall.gateway.aws;

import dev.landfall.model.failure.Problem;
import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.Cluster;
import software.amazon.awssdk.services.eks.model.ResourceNotFoundException;

/** EKS clusters of this account and region. */
public final class EksClusters {

    private final Supplier<EksClient> eks;

    /**
     * How the API of a cluster is reached.
     *
     * @param certificate of the cluster's own authority, in PEM and base64
     */
    public record Address(URI endpoint, String certificate) {}

    public EksClusters(AwsConnection connection) {
        this.eks = new Later<>(() -> connection.client(EksClient.builder()));
    }

    /** {@code TARGET_CLUSTER_MISSING} where there is none of that name, or it has no API yet. */
    public Address address(String name) {
        var cluster = described(name);
        if (cluster.endpoint() == null || cluster.certificateAuthority() == null) {
            throw missing("The EKS cluster " + name + " has no API; its status is " + status(cluster) + ".", null);
        }
        return new Address(
                URI.create(cluster.endpoint()), cluster.certificateAuthority().data());
    }

    /** As EKS words it; {@code TARGET_CLUSTER_MISSING} where there is no cluster of that name. */
    Optional<String> authenticationMode(String name) {
        return Optional.ofNullable(described(name).accessConfig())
                .flatMap(access -> Optional.ofNullable(access.authenticationModeAsString()));
    }

    private Cluster described(String name) {
        return AwsProblem.guard("describe the cluster " + name, () -> {
            try {
                return eks.get().describeCluster(request -> request.name(name)).cluster();
            } catch (ResourceNotFoundException e) {
                throw missing("There is no EKS cluster " + name + " in this account and region.", e);
            }
        });
    }

    private static String status(Cluster cluster) {
        return String.valueOf(cluster.statusAsString());
    }

    private static RuntimeException missing(String seen, @org.jspecify.annotations.Nullable Throwable cause) {
        return Problem.operator(
                        "TARGET_CLUSTER_MISSING",
                        seen,
                        "Correct target.cluster in landfall.json, or wait until the cluster is there.")
                .asException(cause);
    }
}
