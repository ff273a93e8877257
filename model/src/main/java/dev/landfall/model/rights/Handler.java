package dev.landfall.model.rights;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * One handler.
 *
 * @param name of its class, its state and its function
 * @param gatewayMethods what it can reach, as {@code RunStore.read}
 * @param store which objects of the run store it writes and removes
 */
public record Handler(String name, List<String> gatewayMethods, StoreWrites store) {

    private static final String CLUSTER = "TargetCluster.";

    /** These change nothing in the cluster. */
    private static final Set<String> CLUSTER_READS = Set.of("name", "deployments", "controllers", "jobs", "secret");

    /** These read Secrets: a deployment's settings and a database's password are in some. */
    private static final Set<String> SECRET_READS = Set.of("deployments", "secret");

    public Handler {
        gatewayMethods = List.copyOf(gatewayMethods);
    }

    /** One that writes nothing into the run store. */
    public Handler(String name, List<String> gatewayMethods) {
        this(name, gatewayMethods, StoreWrites.NONE);
    }

    /** What the function may do in AWS, each once, in order; every one may look at its own rights. */
    public List<Grant> grants() {
        return Stream.concat(gatewayMethods.stream().flatMap(method -> grants(method).stream()), own())
                .distinct()
                .sorted(Comparator.comparing(Grant::action)
                        .thenComparing(grant -> grant.resource().pattern()))
                .toList();
    }

    /** What one of its gateway methods needs. */
    public List<Grant> grants(String method) {
        return GatewayGrants.of(method).stream().flatMap(store::narrowed).toList();
    }

    private static Stream<Grant> own() {
        return GatewayGrants.of("OwnRights.denied").stream();
    }

    /** Whether it reaches the cluster, a database or a load balancer, which may be reachable from inside only. */
    public boolean inVpc() {
        return reaches(method ->
                method.startsWith(CLUSTER) || method.startsWith("Databases.") || method.startsWith("HttpProbe."));
    }

    public boolean reachesKubernetes() {
        return !clusterPolicies().isEmpty();
    }

    /** Names of the EKS access policies that it needs in the target's namespace. */
    public List<String> clusterPolicies() {
        if (onCluster(method -> !CLUSTER_READS.contains(method))) {
            return List.of("AmazonEKSEditPolicy");
        }
        if (onCluster(SECRET_READS::contains) || reaches(method -> method.startsWith("Databases."))) {
            return List.of("AmazonEKSViewPolicy", "AmazonEKSSecretReaderPolicy");
        }
        return onCluster(Set.of("controllers", "jobs")::contains) ? List.of("AmazonEKSViewPolicy") : List.of();
    }

    private boolean onCluster(Predicate<String> method) {
        return reaches(name -> name.startsWith(CLUSTER) && method.test(name.substring(CLUSTER.length())));
    }

    private boolean reaches(Predicate<String> method) {
        return gatewayMethods.stream().anyMatch(method);
    }
}
