package dev.landfall.local.world.kubernetes;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Gives Deployments their pods: created and ended after a short while, replaced when the template changes, ready when
 * what runs in them answers. Called over and over by one thread.
 */
final class DeploymentRunner {

    private static final Duration STARTS_AFTER = Duration.ofMillis(700);
    private static final Duration ENDS_AFTER = Duration.ofMillis(500);
    private static final String TEMPLATE_HASH = "pod-template-hash";

    private final KubernetesClient client;
    private final Predicate<String> healthy;
    private final Consumer<Set<String>> running;
    private final Map<String, Instant> ending = new HashMap<>();

    /**
     * Serves the Deployments of the client's namespace.
     *
     * @param healthy whether what runs in a Deployment's pods, by its name, would pass its readiness probe
     * @param running is told at every step which Deployments have pods
     */
    DeploymentRunner(KubernetesClient client, Predicate<String> healthy, Consumer<Set<String>> running) {
        this.client = client;
        this.healthy = healthy;
        this.running = running;
    }

    void step() {
        var withPods = new HashSet<String>();
        for (var deployment : client.apps().deployments().list().getItems()) {
            if (advance(deployment)) {
                withPods.add(deployment.getMetadata().getName());
            }
        }
        running.accept(Set.copyOf(withPods));
    }

    /** Whether the Deployment has pods. */
    private boolean advance(Deployment deployment) {
        var name = deployment.getMetadata().getName();
        var hash = Integer.toHexString(
                Serialization.asJson(deployment.getSpec().getTemplate()).hashCode());
        var pods = client.pods()
                .withLabels(deployment.getSpec().getSelector().getMatchLabels())
                .list()
                .getItems();
        var current = pods.stream()
                .filter(pod -> hash.equals(pod.getMetadata().getLabels().get(TEMPLATE_HASH)))
                .toList();
        int wanted = deployment.getSpec().getReplicas() == null
                ? 1
                : deployment.getSpec().getReplicas();
        pods.stream().filter(pod -> !current.contains(pod)).forEach(this::end);
        current.stream().skip(wanted).forEach(this::end);
        for (int missing = current.size(); missing < wanted; missing++) {
            // A ReplicaSet is named after its Deployment and the template's hash.
            client.resource(Pods.pending(
                            name + "-" + hash,
                            deployment.getSpec().getTemplate(),
                            Map.of(TEMPLATE_HASH, hash),
                            "ReplicaSet"))
                    .create();
        }
        boolean passes = healthy.test(name);
        var kept = current.stream().limit(wanted).toList();
        kept.forEach(pod -> start(pod, passes));
        writeStatus(deployment, kept, passes);
        return !pods.isEmpty();
    }

    private void end(Pod pod) {
        var name = pod.getMetadata().getName();
        var deadline = ending.computeIfAbsent(name, pending -> Instant.now().plus(ENDS_AFTER));
        if (Instant.now().isAfter(deadline)) {
            client.resource(pod).delete();
            ending.remove(name);
        }
    }

    private void start(Pod pod, boolean passes) {
        ending.remove(pod.getMetadata().getName());
        var old = Instant.parse(pod.getStatus().getStartTime());
        if (Instant.now().isBefore(old.plus(STARTS_AFTER))) {
            return;
        }
        if ("Pending".equals(pod.getStatus().getPhase()) || ready(pod) != passes) {
            client.resource(Pods.running(pod, passes)).update();
        }
    }

    private void writeStatus(Deployment deployment, List<Pod> kept, boolean passes) {
        int ready = (int) kept.stream().filter(pod -> ready(pod) && passes).count();
        var status = new DeploymentBuilder(deployment)
                .withNewStatus()
                .withObservedGeneration(deployment.getMetadata().getGeneration())
                .withReplicas(kept.size())
                .withUpdatedReplicas(kept.size())
                .withReadyReplicas(ready)
                .withAvailableReplicas(ready)
                .endStatus()
                .build();
        if (!status.getStatus().equals(deployment.getStatus())) {
            client.resource(status).updateStatus();
        }
    }

    private static boolean ready(Pod pod) {
        return pod.getStatus().getConditions().stream()
                .anyMatch(condition -> "Ready".equals(condition.getType()) && "True".equals(condition.getStatus()));
    }
}
