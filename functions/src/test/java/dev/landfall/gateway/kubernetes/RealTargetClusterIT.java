package dev.landfall.gateway.kubernetes;

import dev.landfall.testing.NeedsTier;
import dev.landfall.testing.Tier;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import org.junit.jupiter.api.AfterEach;

@NeedsTier(Tier.KUBERNETES)
class RealTargetClusterIT extends TargetClusterContract {

    private final KubernetesClient client = new KubernetesClientBuilder().build();

    @Override
    KubernetesClient client() {
        return client;
    }

    @AfterEach
    void removeNamespace() {
        client.namespaces().withName(namespace).delete();
        client.close();
    }
}
