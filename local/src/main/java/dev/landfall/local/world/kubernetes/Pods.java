package dev.landfall.local.world.kubernetes;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** Pod objects as a kubelet leaves them. */
final class Pods {

    private Pods() {}

    static Pod pending(String ownerName, PodTemplateSpec template, Map<String, String> moreLabels, String ownerKind) {
        var suffix = UUID.randomUUID().toString().substring(0, 5).toLowerCase(Locale.ROOT);
        return new PodBuilder()
                .withNewMetadata()
                .withName(ownerName + "-" + suffix)
                .withLabels(template.getMetadata().getLabels())
                .addToLabels(moreLabels)
                .addNewOwnerReference()
                .withApiVersion("Job".equals(ownerKind) ? "batch/v1" : "apps/v1")
                .withKind(ownerKind)
                .withName(ownerName)
                .withUid(ownerName)
                .withController(true)
                .endOwnerReference()
                .endMetadata()
                .withSpec(template.getSpec())
                .withNewStatus()
                .withPhase("Pending")
                .withStartTime(Instant.now().toString())
                .endStatus()
                .build();
    }

    static Pod running(Pod pod, boolean ready) {
        return new PodBuilder(pod)
                .withNewStatus()
                .withPhase("Running")
                .withStartTime(pod.getStatus().getStartTime())
                .addNewCondition()
                .withType("Ready")
                .withStatus(ready ? "True" : "False")
                .endCondition()
                .withContainerStatuses(status(pod)
                        .withReady(ready)
                        .withStarted(true)
                        .withNewState()
                        .withNewRunning()
                        .withStartedAt(Instant.now().toString())
                        .endRunning()
                        .endState()
                        .build())
                .endStatus()
                .build();
    }

    /**
     * {@code reason} is the kubelet's: {@code Completed}, {@code Error}, {@code OOMKilled}, {@code NodeLost} …
     *
     * @param message the end of what a container printed that failed, with {@code FallbackToLogsOnError}; empty for none
     */
    static Pod ended(Pod pod, int exitCode, String reason, String message) {
        return new PodBuilder(pod)
                .withNewStatus()
                .withPhase(exitCode == 0 ? "Succeeded" : "Failed")
                .withStartTime(pod.getStatus().getStartTime())
                .withContainerStatuses(status(pod)
                        .withReady(false)
                        .withStarted(false)
                        .withNewState()
                        .withNewTerminated()
                        .withExitCode(exitCode)
                        .withReason(reason)
                        .withMessage(message.isEmpty() ? null : message)
                        .withFinishedAt(Instant.now().toString())
                        .endTerminated()
                        .endState()
                        .build())
                .endStatus()
                .build();
    }

    private static ContainerStatusBuilder status(Pod pod) {
        var container = pod.getSpec().getContainers().getFirst();
        return new ContainerStatusBuilder(new ContainerStatus())
                .withName(container.getName())
                .withImage(container.getImage())
                .withRestartCount(0);
    }
}
