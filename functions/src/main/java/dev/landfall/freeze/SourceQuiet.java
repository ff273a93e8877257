package dev.landfall.freeze;

import dev.landfall.gateway.SourceCluster;
import dev.landfall.model.failure.StillWaitingException;
import java.util.stream.Collectors;

/** Proof that no task of the source runs. */
public record SourceQuiet(SourceCluster source) {

    public void awaitNoTasks() {
        var running = source.services().stream()
                .filter(service -> service.desiredCount() + service.runningCount() + service.pendingCount() > 0)
                .map(service -> service.name() + " (" + service.runningCount() + " running, " + service.pendingCount()
                        + " pending, " + service.desiredCount() + " desired)")
                .collect(Collectors.joining(", "));
        if (!running.isEmpty()) {
            throw new StillWaitingException(
                    "SOURCE_STILL_RUNS",
                    "Waiting for tasks of the source to stop: " + running + ".",
                    "Look at the service's events; somebody or a deployment may have scaled it up again.");
        }
    }
}
