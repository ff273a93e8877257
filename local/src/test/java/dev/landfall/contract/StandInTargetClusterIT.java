package dev.landfall.contract;

import dev.landfall.gateway.TargetCluster;
import dev.landfall.gateway.kubernetes.KubernetesTargetCluster;
import dev.landfall.local.world.kubernetes.KubernetesApi;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The local world's API server: fabric8's mock, its objects kept. */
class StandInTargetClusterIT extends TargetClusterContract {

    private static final String NAMESPACE = "retool";

    @TempDir
    Path folder;

    private KubernetesApi api;
    private KubernetesClient client;

    @BeforeEach
    void start() {
        api = KubernetesApi.start(folder.resolve("objects.json"), 0);
        client = api.client(NAMESPACE);
    }

    @AfterEach
    void stop() {
        client.close();
        api.close();
    }

    @Override
    protected KubernetesClient client() {
        return client;
    }

    @Override
    protected String namespace() {
        return NAMESPACE;
    }

    @Override
    protected TargetCluster cluster() {
        return new KubernetesTargetCluster(client, "test", NAMESPACE, "retool", POD);
    }
}
