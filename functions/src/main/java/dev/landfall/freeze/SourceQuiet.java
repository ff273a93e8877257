package dev.landfall.freeze;

import dev.landfall.gateway.SourceCluster;
import dev.landfall.model.failure.StillWaitingException;
import java.util.Optional;
import java.util.stream.Collectors;

/** Proof that no task of the source runs. */
public record SourceQuiet(SourceCluster source) {

    public void awaitNoTasks() {
        running().ifPresent(running -> {
            throw new StillWaitingException(
                    "SOURCE_STILL_RUNS",
                    "Waiting for tasks of the source to stop: " + running + ".",
                    "Look at the service's events; somebody or a deployment may have scaled it up again.");
        });
    }

    /** The services that are not at 0, for people; empty where all are. */
    public Optional<String> running() {
        return Optional.of(source.services().stream()
                        .filter(service -> service.desiredCount() + service.runningCount() + service.pendingCount() > 0)
                        .map(service -> service.name() + " (" + service.runningCount() + " running, "
                                + service.pendingCount() + " pending, " + service.desiredCount() + " desired)")
                        .collect(Collectors.joining(", ")))
                .filter(text -> !text.isEmpty());
    }
}
