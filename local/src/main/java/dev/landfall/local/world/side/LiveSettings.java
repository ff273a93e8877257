package dev.landfall.local.world.side;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Plays the Terraform command that ends a cutover: SSO back, workflows on, guards off. Doing it twice changes nothing.
 *
 * @param target for the deployments that come with workflows
 */
public record LiveSettings(TargetSide target) {

    /** What keeps the target from acting while the source is still live. */
    static List<EnvVar> guards() {
        return List.of(
                TargetSide.variable("TEMPORAL_TASKQUEUE_WORKFLOW", "landfall-guard"),
                TargetSide.variable("WORKER_TEMPORAL_TASKQUEUE", "landfall-guard"),
                TargetSide.variable("DISABLE_GIT_SYNCING", "true"));
    }

    public void apply(KubernetesClient client) {
        install(client, "-jobs-runner", "JOBS_RUNNER");
        for (var suffix : List.of("", "-jobs-runner")) {
            client.apps().deployments().withName(Names.RELEASE + suffix).edit(LiveSettings::live);
        }
        client.apps().deployments().withName(TargetSide.MAIN).edit(LiveSettings::servingOnly);
        install(client, "-workflow-backend", "WORKFLOW_BACKEND");
        install(client, "-workflow-worker", "WORKFLOW_TEMPORAL_WORKER");
    }

    private void install(KubernetesClient client, String suffix, String serviceType) {
        // What is there already is no change to Terraform, whatever count somebody gave it since.
        if (client.apps().deployments().withName(Names.RELEASE + suffix).get() == null) {
            client.resource(live(target.deployment(client, suffix, serviceType, 1)))
                    .create();
        }
    }

    /** The backend with all its pods, and the jobs in a deployment of their own. */
    private static Deployment servingOnly(Deployment deployment) {
        var container =
                deployment.getSpec().getTemplate().getSpec().getContainers().getFirst();
        var environment = new ArrayList<>(container.getEnv());
        environment.replaceAll(variable -> variable.getName().equals("SERVICE_TYPE")
                ? TargetSide.variable("SERVICE_TYPE", TargetSide.SERVES)
                : variable);
        return with(deployment, environment, TargetSide.BACKENDS);
    }

    private static Deployment live(Deployment deployment) {
        var guards = guards().stream().map(EnvVar::getName).collect(Collectors.toSet());
        var sso = Set.of("CLIENT_ID", "CLIENT_SECRET");
        var container =
                deployment.getSpec().getTemplate().getSpec().getContainers().getFirst();
        var environment = new ArrayList<>(container.getEnv());
        environment.removeIf(variable -> guards.contains(variable.getName()) || sso.contains(variable.getName()));
        environment.add(TargetSide.variable("CLIENT_ID", "102849-retool.apps.googleusercontent.com"));
        environment.add(TargetSide.fromSecret("CLIENT_SECRET", "client-secret"));
        return with(deployment, environment, deployment.getSpec().getReplicas());
    }

    private static Deployment with(Deployment deployment, List<EnvVar> environment, int replicas) {
        return new DeploymentBuilder(deployment)
                .editSpec()
                .withReplicas(replicas)
                .editTemplate()
                .editSpec()
                .editFirstContainer()
                .withEnv(environment)
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
    }
}
