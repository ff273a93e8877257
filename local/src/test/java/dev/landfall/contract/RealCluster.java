package dev.landfall.contract;

import dev.landfall.gateway.kubernetes.ClusterClient;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.NodeCondition;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * A namespace of its own in the cluster that {@code KUBECONFIG} names, removed with all that is in it. Nothing outside
 * that namespace is changed.
 *
 * <p>The functions' identity is a service account that is bound, in this namespace only, to Roles with the rules of the
 * EKS access policies that {@code docs/permissions.md} gives to functions. It is connected as in AWS; only where its
 * token comes from differs.
 */
public final class RealCluster implements AutoCloseable {

    /** The mover's service account, of which the Jobs' pods are. */
    public static final String MOVER = "landfall-mover";

    public static final List<String> READS = List.of("AmazonEKSViewPolicy", "AmazonEKSSecretReaderPolicy");
    public static final List<String> EDITS = List.of("AmazonEKSEditPolicy");

    private static final long TOKEN_SECONDS = 600;

    private final KubernetesClient administrator = new KubernetesClientBuilder().build();
    private final String namespace = "landfall-" + UUID.randomUUID().toString().substring(0, 8);

    public RealCluster() {
        administrator
                .namespaces()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(namespace)
                        .endMetadata()
                        .build())
                .create();
        createServiceAccount(MOVER);
    }

    public KubernetesClient administrator() {
        return administrator;
    }

    public String namespace() {
        return namespace;
    }

    /** From now on only pods that keep to the strictest security level are created. */
    public void restrictPods() {
        administrator
                .namespaces()
                .withName(namespace)
                .edit(found -> new NamespaceBuilder(found)
                        .editMetadata()
                        .addToLabels("pod-security.kubernetes.io/enforce", "restricted")
                        .endMetadata()
                        .build());
    }

    /** Whether pods run here; a control plane alone schedules them in vain. */
    public boolean runsPods() {
        return administrator.nodes().list().getItems().stream()
                .flatMap(node -> node.getStatus().getConditions().stream())
                .anyMatch(RealCluster::isReady);
    }

    private static boolean isReady(NodeCondition condition) {
        return "Ready".equals(condition.getType()) && "True".equals(condition.getStatus());
    }

    /** A client of an identity that has these access policies in the namespace, and nothing else. */
    public KubernetesClient identity(String name, List<String> accessPolicies) {
        createServiceAccount(name);
        for (var policy : accessPolicies) {
            administrator
                    .rbac()
                    .roles()
                    .inNamespace(namespace)
                    .resource(role(policy))
                    .create();
            administrator
                    .rbac()
                    .roleBindings()
                    .inNamespace(namespace)
                    .resource(new RoleBindingBuilder()
                            .withNewMetadata()
                            .withName(name + "-" + policy)
                            .endMetadata()
                            .withNewRoleRef("rbac.authorization.k8s.io", "Role", policy)
                            .addNewSubject("", "ServiceAccount", name, namespace)
                            .build())
                    .create();
        }
        var token = token(name);
        return connect(() -> token);
    }

    /** As {@code EksTarget} connects, with another source of tokens. */
    public KubernetesClient connect(Supplier<String> token) {
        var configuration = administrator.getConfiguration();
        return ClusterClient.connect(URI.create(configuration.getMasterUrl()), certificate(), token);
    }

    private String certificate() {
        var configuration = administrator.getConfiguration();
        if (configuration.getCaCertData() != null) {
            return configuration.getCaCertData();
        }
        try {
            var file = Objects.requireNonNull(configuration.getCaCertFile(), "the kubeconfig names no authority");
            return Base64.getEncoder().encodeToString(Files.readAllBytes(Path.of(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A token of the service account that lives for the least time that Kubernetes gives. */
    public String token(String serviceAccount) {
        return administrator
                .serviceAccounts()
                .inNamespace(namespace)
                .withName(serviceAccount)
                .tokenRequest(new TokenRequestBuilder()
                        .withNewSpec()
                        .withExpirationSeconds(TOKEN_SECONDS)
                        .endSpec()
                        .build())
                .getStatus()
                .getToken();
    }

    /** A token that is void as soon as {@link #revoke} takes the Secret that it is bound to. */
    public String revocableToken(String serviceAccount, String secret) {
        var bound = createSecret(secret, Map.of());
        return administrator
                .serviceAccounts()
                .inNamespace(namespace)
                .withName(serviceAccount)
                .tokenRequest(new TokenRequestBuilder()
                        .withNewSpec()
                        .withExpirationSeconds(TOKEN_SECONDS)
                        .withNewBoundObjectRef("v1", "Secret", secret, bound)
                        .endSpec()
                        .build())
                .getStatus()
                .getToken();
    }

    public void revoke(String secret) {
        administrator.secrets().inNamespace(namespace).withName(secret).delete();
    }

    private void createServiceAccount(String name) {
        administrator
                .serviceAccounts()
                .inNamespace(namespace)
                .resource(new ServiceAccountBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .build())
                .create();
    }

    /** Creates a Secret and returns its uid. */
    public String createSecret(String name, Map<String, String> values) {
        var encoded = new java.util.TreeMap<String, String>();
        values.forEach((key, value) ->
                encoded.put(key, Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8))));
        return administrator
                .secrets()
                .inNamespace(namespace)
                .resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .withData(encoded)
                        .build())
                .create()
                .getMetadata()
                .getUid();
    }

    private static Role role(String policy) {
        try (var file = RealCluster.class.getResourceAsStream("access-policies/" + policy + ".yaml")) {
            return Serialization.unmarshal(Objects.requireNonNull(file, policy), Role.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        // A pod that no kubelet ends would keep the namespace.
        administrator.pods().inNamespace(namespace).withGracePeriod(0).delete();
        administrator.namespaces().withName(namespace).delete();
        administrator.close();
    }
}
