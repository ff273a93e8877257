package dev.landfall.gateway;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The EKS cluster that Retool moves to. Bound to one namespace and one Helm release. */
public interface TargetCluster {

    /** For people: {@code <cluster>/<namespace>}. */
    String name();

    /** Deployments of the release. */
    List<TargetDeployment> deployments();

    /** Who else changes deployments of the release, as far as the namespace tells: one entry each and controller. */
    List<Controller> controllers();

    /**
     * A controller that keeps a deployment as it wants it.
     *
     * @param name for people: kind and name, such as {@code Argo CD Application retool}
     * @param wakes whether it may bring back pods of a deployment that stands at 0; a HorizontalPodAutoscaler alone
     *     leaves it there
     */
    record Controller(String deployment, String name, boolean wakes) {}

    Change scale(String deployment, int replicas);

    /**
     * Keeps the present replica count in the annotation {@code landfall.dev/replicas} so that any later run can give
     * it back; UNCHANGED where one is kept already, because 0 must never be remembered as the count.
     */
    Change saveReplicas(String deployment);

    Change forgetReplicas(String deployment);

    /**
     * Creates the Jobs' service account. One that is there and not Landfall's own stays as it is: UNCHANGED; of Landfall's
     * own an outdated role is replaced.
     */
    Change createServiceAccount();

    /** Creates the Job and, first, the Secret that carries its task token. */
    Change createJob(MoverJob job);

    /** Jobs that carry all these labels. */
    List<JobState> jobs(Map<String, String> labels);

    Change deleteJob(String name);

    /** Those of the rights that the caller does not have in the namespace, by the API server's own word. */
    List<ClusterRight> denied(List<ClusterRight> rights);

    /**
     * One verb on one kind of object.
     *
     * @param group of the API; empty for the core one
     * @param resource plural, such as {@code jobs}
     */
    record ClusterRight(String verb, String group, String resource) {
        @Override
        public String toString() {
            return verb + " " + resource + (group.isEmpty() ? "" : "." + group);
        }
    }

    /** The exact bytes under a key of a Secret of the namespace; empty where either is missing. */
    Optional<SecretText> secret(String name, String key);
}
