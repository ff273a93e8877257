package dev.landfall.gateway.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.model.failure.OperatorException;
import dev.landfall.model.failure.RetryableException;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.util.Map;
import org.junit.jupiter.api.Test;

@EnableKubernetesMockClient(crud = true)
class MockedTargetClusterIT extends TargetClusterContract {

    // Filled in by the extension.
    KubernetesClient client;
    KubernetesMockServer server;

    @Override
    KubernetesClient client() {
        return client;
    }

    @Test
    void podsOfAnotherDeploymentUnderTheSameSelectorAreNotCounted() {
        var main = deployment("retool", 1, true);
        client.apps().deployments().inNamespace(namespace).resource(main).create();
        createPod("retool-5f6d-a", "retool-5f6d", 3);
        createPod("retool-jobs-runner-7c8e-b", "retool-jobs-runner-7c8e", 9);

        var found = cluster.deployments().getFirst();
        assertThat(found.pods()).isEqualTo(1);
        assertThat(found.restarts()).isEqualTo(3);
    }

    @Test
    void denialNeedsAPerson() {
        server.expect()
                .get()
                .withPath("/api/v1/namespaces/" + namespace + "/secrets/denied")
                .andReturn(
                        403,
                        new StatusBuilder()
                                .withCode(403)
                                .withMessage("forbidden")
                                .build())
                .always();

        assertThatThrownBy(() -> cluster.secret("denied", "key"))
                .isInstanceOf(OperatorException.class)
                .hasMessageContaining("TARGET_DENIED");
    }

    @Test
    void silenceMayPass() {
        try (var nobody = new KubernetesClientBuilder()
                .withConfig(new io.fabric8.kubernetes.client.ConfigBuilder(io.fabric8.kubernetes.client.Config.empty())
                        .withMasterUrl("http://127.0.0.1:1")
                        .withRequestRetryBackoffLimit(0)
                        .build())
                .build()) {
            var silent = new KubernetesTargetCluster(nobody, "test", namespace, "retool", POD);

            assertThatThrownBy(() -> silent.jobs(Map.of()))
                    .isInstanceOf(RetryableException.class)
                    .hasMessageContaining("TARGET_UNREACHABLE");
        }
    }

    private void createPod(String name, String replicaSet, int restarts) {
        client.pods()
                .inNamespace(namespace)
                .resource(new PodBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .addToLabels("app", "retool")
                        .addNewOwnerReference()
                        .withApiVersion("apps/v1")
                        .withKind("ReplicaSet")
                        .withName(replicaSet)
                        .withUid("1")
                        .endOwnerReference()
                        .endMetadata()
                        .withNewStatus()
                        .addNewContainerStatus()
                        .withName("retool")
                        .withRestartCount(restarts)
                        .endContainerStatus()
                        .endStatus()
                        .build())
                .create();
    }
}
