package dev.landfall.freeze;

import dev.landfall.freeze.FrozenCounts.FrozenService;
import dev.landfall.gateway.SourceCluster;
import dev.landfall.gateway.SourceService;
import dev.landfall.model.failure.StillWaitingException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Proof that a source that was given back runs again. */
record SourceRunning(SourceCluster source) {

    /** Waits for every service; answers how many tasks each is wanted with. */
    Map<String, Integer> await(FrozenCounts frozen) {
        var now = source.services();
        var missing = frozen.services().stream()
                .filter(saved -> named(now, saved.name()).runningCount() < wanted(now, saved))
                .map(saved -> saved.name() + " (" + named(now, saved.name()).runningCount() + " of "
                        + wanted(now, saved) + ")")
                .collect(Collectors.joining(", "));
        if (!missing.isEmpty()) {
            throw new StillWaitingException(
                    "SOURCE_NOT_BACK",
                    "Waiting for services of the source to run again: " + missing + ".",
                    "Look at the service's events: image, capacity and health checks keep tasks from running.");
        }
        return frozen.services().stream().collect(Collectors.toMap(FrozenService::name, saved -> wanted(now, saved)));
    }

    /** Scaling works again and may have changed it; a list that lags behind still tells 0. */
    private static int wanted(List<SourceService> now, FrozenService saved) {
        int desired = named(now, saved.name()).desiredCount();
        return desired == 0 ? saved.desiredCount() : desired;
    }

    /** One of services that were checked to be those of the freeze. */
    static SourceService named(List<SourceService> services, String name) {
        return services.stream()
                .filter(service -> service.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
