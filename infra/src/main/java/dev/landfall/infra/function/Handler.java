package dev.landfall.infra.function;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * One handler.
 *
 * @param name of its class, its state and its function
 * @param gatewayMethods what it can reach, as {@code RunStore.read}
 */
public record Handler(String name, List<String> gatewayMethods) {

    private static final int PLAIN_MIB = 512;
    private static final int KUBERNETES_MIB = 1024;

    /** Kubernetes' view role shows these; all else needs its edit role. */
    private static final Set<String> KUBERNETES_VIEWS = Set.of("name", "deployments", "jobs");

    public Handler {
        gatewayMethods = List.copyOf(gatewayMethods);
    }

    /** What the function may do in AWS, each once, in order. */
    public List<Grant> grants() {
        return gatewayMethods.stream()
                .flatMap(method -> GatewayGrants.of(method).stream())
                .distinct()
                .sorted(Comparator.comparing(Grant::action).thenComparing(Grant::resource))
                .toList();
    }

    /** Whether it reaches the cluster, a database or a load balancer, which may be reachable from inside only. */
    public boolean inVpc() {
        return reaches(method -> method.startsWith("TargetCluster.")
                || method.startsWith("Databases.")
                || method.startsWith("HttpProbe."));
    }

    public boolean reachesKubernetes() {
        return editsKubernetes()
                || reaches(method -> method.equals("TargetCluster.deployments") || method.equals("TargetCluster.jobs"));
    }

    /** Whether it changes something there or reads a Secret, as for the password of a database. */
    public boolean editsKubernetes() {
        return reaches(method -> method.startsWith("Databases.")
                || (method.startsWith("TargetCluster.")
                        && !KUBERNETES_VIEWS.contains(method.substring("TargetCluster.".length()))));
    }

    /** More where the Kubernetes client's classes are loaded: memory is also processor time. */
    int memoryMib() {
        return reachesKubernetes() ? KUBERNETES_MIB : PLAIN_MIB;
    }

    private boolean reaches(Predicate<String> method) {
        return gatewayMethods.stream().anyMatch(method);
    }
}
