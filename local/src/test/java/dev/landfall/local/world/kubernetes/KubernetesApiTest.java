package dev.landfall.local.world.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KubernetesApiTest {

    @TempDir
    Path folder;

    @Test
    void objectsOutliveTheServer() {
        var file = folder.resolve("objects.json");
        try (var api = KubernetesApi.start(file, 0);
                var client = api.client("retool")) {
            client.resource(new DeploymentBuilder()
                            .withNewMetadata()
                            .withName("retool")
                            .addToLabels("app.kubernetes.io/instance", "retool")
                            .endMetadata()
                            .withNewSpec()
                            .withReplicas(2)
                            .endSpec()
                            .build())
                    .create();
            client.apps().deployments().withName("retool").scale(0);
            client.resource(new SecretBuilder()
                            .withNewMetadata()
                            .withName("gone")
                            .endMetadata()
                            .build())
                    .create();
            client.secrets().withName("gone").delete();
        }

        try (var api = KubernetesApi.start(file, 0);
                var client = api.client("retool")) {
            var deployments = client.apps()
                    .deployments()
                    .withLabels(Map.of("app.kubernetes.io/instance", "retool"))
                    .list()
                    .getItems();
            assertThat(deployments)
                    .singleElement()
                    .satisfies(deployment ->
                            assertThat(deployment.getSpec().getReplicas()).isZero());
            assertThat(client.secrets().list().getItems()).isEmpty();
            client.apps().deployments().withName("retool").scale(3);
            assertThat(client.apps()
                            .deployments()
                            .withName("retool")
                            .get()
                            .getSpec()
                            .getReplicas())
                    .isEqualTo(3);
        }
    }
}
