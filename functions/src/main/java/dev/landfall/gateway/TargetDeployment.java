package dev.landfall.gateway;

import java.util.Map;
import java.util.Optional;

/**
 * One Kubernetes Deployment of the Retool release.
 *
 * @param savedReplicas what {@link TargetCluster#saveReplicas} kept, while the deployment is at 0
 * @param pods pods that have not ended: one that is being ended counts, one that was evicted does not
 * @param restarts of all containers of those pods
 * @param settings environment of the first container, by name
 */
public record TargetDeployment(
        String name,
        int replicas,
        int readyReplicas,
        boolean rolledOut,
        Optional<Integer> savedReplicas,
        int pods,
        int restarts,
        String image,
        Map<String, SettingSource> settings) {

    public TargetDeployment {
        settings = Map.copyOf(settings);
    }
}
