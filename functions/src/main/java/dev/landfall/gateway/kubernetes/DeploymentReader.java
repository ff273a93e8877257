package dev.landfall.gateway.kubernetes;

import dev.landfall.gateway.SecretText;
import dev.landfall.gateway.SettingSource;
import dev.landfall.gateway.TargetDeployment;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads one Deployment with its pods and the settings of its first container. */
record DeploymentReader(KubernetesClient client, String namespace) {

    /** What a reference to a Secret of the namespace begins with; its name, a slash and the key follow. */
    private static final String KUBERNETES = "kubernetes:";

    static final String REPLICAS = "landfall.dev/replicas";

    /** One of the labels that Helm's guide of best practices asks every chart for. */
    private static final String CHART = "helm.sh/chart";

    TargetDeployment read(Deployment deployment) {
        var pods = pods(deployment);
        var container =
                deployment.getSpec().getTemplate().getSpec().getContainers().getFirst();
        var status = Optional.ofNullable(deployment.getStatus()).orElseGet(DeploymentStatus::new);
        var fromOthers = gathered(container.getEnvFrom());
        return new TargetDeployment(
                deployment.getMetadata().getName(),
                replicas(deployment),
                number(status.getReadyReplicas()),
                rolledOut(deployment, status),
                savedReplicas(deployment),
                pods.size(),
                pods.stream().mapToInt(DeploymentReader::restarts).sum(),
                container.getImage(),
                Optional.ofNullable(deployment.getMetadata().getLabels()).map(labels -> labels.get(CHART)),
                settings(fromOthers, container.getEnv()),
                repeated(container.getEnv()),
                shadowed(fromOthers, container.getEnv()));
    }

    static int replicas(Deployment deployment) {
        return Optional.ofNullable(deployment.getSpec().getReplicas()).orElse(1);
    }

    static Optional<Integer> savedReplicas(Deployment deployment) {
        return Optional.ofNullable(deployment.getMetadata().getAnnotations())
                .map(annotations -> annotations.get(REPLICAS))
                .map(Integer::valueOf);
    }

    /** As {@code kubectl rollout status} decides: all replicas are of the newest template, available, and alone. */
    private static boolean rolledOut(Deployment deployment, DeploymentStatus status) {
        var generation =
                Optional.ofNullable(deployment.getMetadata().getGeneration()).orElse(0L);
        var observed = Optional.ofNullable(status.getObservedGeneration()).orElse(0L);
        var wanted = replicas(deployment);
        return observed >= generation
                && number(status.getUpdatedReplicas()) == wanted
                && number(status.getReplicas()) == wanted
                && number(status.getAvailableReplicas()) == wanted;
    }

    /**
     * Pods by the selector that have not ended, less those of another Deployment: the chart's main selector matches the
     * others' pods too. A ReplicaSet is named after its Deployment and a hash without a dash; it replaces a pod that was
     * evicted and leaves the evicted one where it is, even when it is scaled to 0.
     */
    private List<Pod> pods(Deployment deployment) {
        var prefix = deployment.getMetadata().getName() + "-";
        return client
                .pods()
                .inNamespace(namespace)
                .withLabelSelector(deployment.getSpec().getSelector())
                .list()
                .getItems()
                .stream()
                .filter(pod -> !hasEnded(pod))
                .filter(pod -> pod.getMetadata().getOwnerReferences().stream()
                        .filter(owner -> "ReplicaSet".equals(owner.getKind()))
                        .allMatch(owner -> owner.getName().startsWith(prefix)
                                && owner.getName().indexOf('-', prefix.length()) < 0))
                .toList();
    }

    private static boolean hasEnded(Pod pod) {
        var phase = pod.getStatus() == null ? null : pod.getStatus().getPhase();
        return "Failed".equals(phase) || "Succeeded".equals(phase);
    }

    private static int restarts(Pod pod) {
        return pod.getStatus() == null
                ? 0
                : pod.getStatus().getContainerStatuses().stream()
                        .mapToInt(container -> number(container.getRestartCount()))
                        .sum();
    }

    /** {@code env} wins over {@code envFrom}, and a later source over an earlier one, as in Kubernetes. */
    private Map<String, SettingSource> settings(Map<String, SettingSource> fromOthers, List<EnvVar> variables) {
        var settings = new LinkedHashMap<>(fromOthers);
        for (var variable : variables) {
            setting(variable, settings).ifPresent(value -> settings.put(variable.getName(), value));
        }
        return settings;
    }

    private Map<String, SettingSource> gathered(List<EnvFromSource> sources) {
        var settings = new LinkedHashMap<String, SettingSource>();
        for (var source : sources) {
            addAll(settings, source);
        }
        return settings;
    }

    private static Map<String, SettingSource> shadowed(Map<String, SettingSource> fromOthers, List<EnvVar> variables) {
        var settings = new LinkedHashMap<>(fromOthers);
        settings.keySet().retainAll(variables.stream().map(EnvVar::getName).collect(Collectors.toSet()));
        return settings;
    }

    private static List<String> repeated(List<EnvVar> variables) {
        var seen = new HashSet<String>();
        return variables.stream()
                .map(EnvVar::getName)
                .filter(name -> !seen.add(name))
                .distinct()
                .sorted()
                .toList();
    }

    private void addAll(Map<String, SettingSource> settings, EnvFromSource source) {
        var prefix = Optional.ofNullable(source.getPrefix()).orElse("");
        if (source.getSecretRef() != null) {
            var name = source.getSecretRef().getName();
            var secret = client.secrets().inNamespace(namespace).withName(name).get();
            if (secret != null && secret.getData() != null) {
                secret.getData()
                        .keySet()
                        .forEach(key -> settings.put(prefix + key, new SettingSource.Reference(reference(name, key))));
            }
        }
        if (source.getConfigMapRef() != null) {
            var name = source.getConfigMapRef().getName();
            var map = client.configMaps().inNamespace(namespace).withName(name).get();
            if (map != null && map.getData() != null) {
                map.getData()
                        .forEach((key, value) ->
                                settings.put(prefix + key, new SettingSource.Plain(SecretText.of(value))));
            }
        }
    }

    private Optional<SettingSource> setting(EnvVar variable, Map<String, SettingSource> before) {
        var from = variable.getValueFrom();
        if (from == null) {
            var text = Optional.ofNullable(variable.getValue()).orElse("");
            return Optional.of(new SettingSource.Plain(SecretText.of(VariableText.expanded(
                    text, name -> Optional.ofNullable(before.get(name)).flatMap(this::text)))));
        }
        var secret = from.getSecretKeyRef();
        if (secret != null) {
            return Optional.of(new SettingSource.Reference(reference(secret.getName(), secret.getKey())));
        }
        var map = from.getConfigMapKeyRef();
        if (map != null) {
            return values().configMap(map.getName(), map.getKey()).map(SettingSource.Plain::new);
        }
        // What the pod says of itself, such as its address, is not a setting.
        return Optional.empty();
    }

    private Optional<String> text(SettingSource setting) {
        return switch (setting) {
            case SettingSource.Plain(SecretText value) -> Optional.of(value.reveal());
            case SettingSource.Reference(String reference) ->
                values().secret(reference.substring(KUBERNETES.length())).map(SecretText::reveal);
        };
    }

    private ClusterValues values() {
        return new ClusterValues(client, namespace);
    }

    private static String reference(String name, String key) {
        return KUBERNETES + name + "/" + key;
    }

    private static int number(@org.jspecify.annotations.Nullable Integer value) {
        return value == null ? 0 : value;
    }
}
