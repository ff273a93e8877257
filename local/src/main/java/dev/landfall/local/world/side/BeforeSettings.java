package dev.landfall.local.world.side;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Plays the Terraform command that people give again after a rollback: SSO off, workflows off, guards on, counts as in the
 * kit's values. Doing it twice changes nothing.
 */
public record BeforeSettings(TargetSide target) {

    public void apply(KubernetesClient client) {
        var wanted = target.deployments(client).stream()
                .collect(Collectors.toMap(deployment -> deployment.getMetadata().getName(), Function.identity()));
        // As Helm, which removes only what its release made.
        for (var present : client.apps()
                .deployments()
                .withLabel(TargetSide.INSTANCE, Names.RELEASE)
                .list()
                .getItems()) {
            var name = present.getMetadata().getName();
            var before = wanted.get(name);
            if (before == null) {
                client.apps().deployments().withName(name).delete();
            } else {
                client.apps().deployments().withName(name).edit(deployment -> as(before, deployment));
            }
        }
    }

    /** What Landfall noted on it stays, for Helm does not know it. */
    private static Deployment as(Deployment before, Deployment present) {
        return new DeploymentBuilder(present)
                .editSpec()
                .withReplicas(before.getSpec().getReplicas())
                .withTemplate(before.getSpec().getTemplate())
                .endSpec()
                .build();
    }
}
