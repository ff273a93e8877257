package dev.landfall.gateway.kubernetes;

import dev.landfall.model.failure.LandfallException;
import dev.landfall.model.failure.Problem;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;

/** Finds the one namespace in which a Helm release has Deployments, for a configuration that does not name it. */
public final class ReleaseNamespace {

    private ReleaseNamespace() {}

    private static final String NAME_IT =
            "Name it in landfall.json as target.namespace and deploy again: that lets the functions work there.";

    /**
     * {@code TARGET_NAMESPACE_UNKNOWN} where none or several hold the release. Needs to list Deployments everywhere, which
     * the deployment gives to no function: {@code TARGET_DENIED} says what to do instead.
     */
    public static String find(KubernetesClient client, String cluster, String release) {
        var found = new KubernetesProblem(cluster, NAME_IT)
                .guard(
                        "list the deployments of all namespaces",
                        () -> client
                                .apps()
                                .deployments()
                                .inAnyNamespace()
                                .withLabel(KubernetesTargetCluster.INSTANCE, release)
                                .list()
                                .getItems()
                                .stream()
                                .map(deployment -> deployment.getMetadata().getNamespace())
                                .distinct()
                                .sorted()
                                .toList());
        if (found.size() != 1) {
            throw unknown(cluster, release, found);
        }
        return found.getFirst();
    }

    private static LandfallException unknown(String cluster, String release, List<String> found) {
        return Problem.operator(
                        "TARGET_NAMESPACE_UNKNOWN",
                        found.isEmpty()
                                ? "No namespace of " + cluster + " has a Deployment of the Helm release " + release
                                        + "."
                                : "The namespaces " + String.join(", ", found) + " of " + cluster
                                        + " each have a Deployment of the Helm release " + release + ".",
                        "Name it in landfall.json as target.namespace, or correct target.release; then deploy again.")
                .asException();
    }
}
