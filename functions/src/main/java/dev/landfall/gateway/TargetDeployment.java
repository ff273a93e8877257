package dev.landfall.gateway;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One Kubernetes Deployment of the Retool release.
 *
 * @param savedReplicas what {@link TargetCluster#saveReplicas} kept, while the deployment is at 0
 * @param pods pods that have not ended: one that is being ended counts, one that was evicted does not
 * @param restarts of all containers of those pods
 * @param chart name and version of the Helm chart that made it, such as {@code retool-6.4.2}: its label {@code
 *     helm.sh/chart}
 * @param settings environment of the first container, by name
 * @param repeatedSettings names that stand more than once in that container's own {@code env}, where the last one wins
 *     without a word
 * @param shadowedSettings what a secret or config map behind {@code envFrom} gives, where {@code env} sets the same name
 *     and so wins
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
        Optional<String> chart,
        Map<String, SettingSource> settings,
        List<String> repeatedSettings,
        Map<String, SettingSource> shadowedSettings) {

    public TargetDeployment {
        settings = Map.copyOf(settings);
        repeatedSettings = List.copyOf(repeatedSettings);
        shadowedSettings = Map.copyOf(shadowedSettings);
    }
}
