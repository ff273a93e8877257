package dev.landfall.contract;

import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Instant;

/**
 * Writes into a pod what a kubelet writes, for a control plane that has none: reasons and messages are those of a
 * kubelet with containerd. All that follows from it, such as the failure of the pod's Job, is the control plane's.
 */
public record Kubelet(KubernetesClient client) {

    /** The image cannot be had: the pod stays where it is and is tried for ever. */
    public void cannotPull(Pod pod) {
        var image = pod.getSpec().getContainers().getFirst().getImage();
        write(
                pod,
                "Pending",
                container(pod)
                        .withNewState()
                        .withNewWaiting()
                        .withReason("ImagePullBackOff")
                        .withMessage("Back-off pulling image \"" + image
                                + "\": ErrImagePull: failed to pull and unpack image \"" + image
                                + "\": failed to resolve reference \"" + image + "\": no such host")
                        .endWaiting()
                        .endState());
    }

    /** The kernel killed the container for its memory. */
    public void killsForMemory(Pod pod) {
        var now = Instant.now().toString();
        write(
                pod,
                "Failed",
                container(pod)
                        .withNewState()
                        .withNewTerminated()
                        .withExitCode(137)
                        .withReason("OOMKilled")
                        .withStartedAt(now)
                        .withFinishedAt(now)
                        .endTerminated()
                        .endState());
    }

    private static ContainerStatusBuilder container(Pod pod) {
        var container = pod.getSpec().getContainers().getFirst();
        return new ContainerStatusBuilder()
                .withName(container.getName())
                .withImage(container.getImage())
                .withImageID("")
                .withReady(false)
                .withStarted(false)
                .withRestartCount(0);
    }

    private void write(Pod pod, String phase, ContainerStatusBuilder container) {
        client.resource(new PodBuilder(pod)
                        .editOrNewStatus()
                        .withPhase(phase)
                        .withStartTime(Instant.now().toString())
                        .withContainerStatuses(container.build())
                        .endStatus()
                        .build())
                .updateStatus();
    }
}
