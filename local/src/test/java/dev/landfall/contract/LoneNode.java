package dev.landfall.contract;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.landfall.model.Architecture;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * A node of one architecture in a control plane that has no other: it is there for the scheduler, and runs nothing. It is
 * taken for healthy for some seconds, as one whose kubelet has just spoken.
 */
public record LoneNode(KubernetesClient administrator, String name, Architecture architecture)
        implements AutoCloseable {

    public LoneNode(KubernetesClient administrator, Architecture architecture) {
        this(administrator, "landfall-" + UUID.randomUUID(), architecture);
    }

    /** Only where no other node is: a cluster of somebody's own may have one that fits. */
    public void join() throws InterruptedException {
        assumeTrue(administrator.nodes().list().getItems().isEmpty(), "the cluster has nodes of its own");
        var room = Map.of("cpu", new Quantity("8"), "memory", new Quantity("32Gi"), "pods", new Quantity("50"));
        var node = new NodeBuilder()
                .withNewMetadata()
                .withName(name)
                .addToLabels("kubernetes.io/arch", architecture.word())
                .addToLabels("kubernetes.io/os", "linux")
                .endMetadata()
                .withNewSpec()
                .endSpec()
                .build();
        administrator.nodes().resource(node).create();
        Eventually.within(java.time.Duration.ofSeconds(30), "the new node is ready", () -> isReported(room));
        Eventually.within(
                java.time.Duration.ofSeconds(30),
                "the new node takes pods",
                () -> administrator
                        .nodes()
                        .withName(name)
                        .get()
                        .getSpec()
                        .getTaints()
                        .isEmpty());
    }

    /** The control plane writes to a new node as well: whoever comes second reads it anew. */
    private boolean isReported(Map<String, Quantity> room) {
        var now = Instant.now().toString();
        try {
            administrator
                    .nodes()
                    .withName(name)
                    .editStatus(found -> new NodeBuilder(found)
                            .editOrNewStatus()
                            .withCapacity(room)
                            .withAllocatable(room)
                            .addNewCondition()
                            .withType("Ready")
                            .withStatus("True")
                            .withReason("KubeletReady")
                            .withLastHeartbeatTime(now)
                            .withLastTransitionTime(now)
                            .endCondition()
                            .endStatus()
                            .build());
            return true;
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_CONFLICT) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public void close() {
        administrator.nodes().withName(name).delete();
    }
}
