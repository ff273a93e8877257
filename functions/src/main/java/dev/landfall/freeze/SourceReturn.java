package dev.landfall.freeze;

import dev.landfall.freeze.FrozenCounts.FrozenService;
import dev.landfall.gateway.Change;
import dev.landfall.gateway.SourceCluster;
import dev.landfall.gateway.SourceService;
import dev.landfall.model.failure.StillWaitingException;
import dev.landfall.run.RunFiles;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Gives the source its saved counts, scaling and schedules back: main first, workflows last. */
public record SourceReturn(SourceCluster source, RunFiles files, Clock clock) {

    /**
     * Returns what a run froze and waits until it runs.
     *
     * @param frozenBy the run that froze it; one that froze nothing leaves everything UNCHANGED
     */
    public Change giveBack(String frozenBy) {
        var frozen = files.read(FrozenCounts.key(frozenBy), FrozenCounts.class);
        if (frozen.isEmpty()) {
            return Change.UNCHANGED;
        }
        var change = start(frozen.get());
        awaitRunning(frozen.get());
        files.writeIfAbsent(
                StandingFreeze.returnedKey(frozenBy), new StandingFreeze.Returned(frozenBy, clock.instant()));
        return change;
    }

    private Change start(FrozenCounts frozen) {
        var change = Change.UNCHANGED;
        var now = byName();
        for (var service : new ArrayList<>(frozen.services()).reversed()) {
            if (desired(now, service) < service.desiredCount()) {
                change = SourceFreeze.later(change, source.scale(service.name(), service.desiredCount()));
            }
        }
        for (var service : frozen.services()) {
            if (!service.scalingWasSuspended()) {
                change = SourceFreeze.later(change, source.suspendScaling(service.name(), false));
            }
        }
        for (var schedule : frozen.schedules()) {
            if (schedule.enabled()) {
                change = SourceFreeze.later(change, source.enableSchedule(schedule.name(), true));
            }
        }
        return change;
    }

    /** Scaling works again, so more than the saved count is as good as the count itself. */
    private void awaitRunning(FrozenCounts frozen) {
        var now = byName();
        var missing = frozen.services().stream()
                .filter(service -> now.containsKey(service.name()))
                .filter(service -> running(now, service) < service.desiredCount())
                .map(service -> service.name() + " (" + running(now, service) + " of " + service.desiredCount() + ")")
                .collect(Collectors.joining(", "));
        if (!missing.isEmpty()) {
            throw new StillWaitingException(
                    "SOURCE_NOT_BACK",
                    "Waiting for services of the source to run again: " + missing + ".",
                    "Look at the service's events: image, capacity and health checks keep tasks from running.");
        }
    }

    private Map<String, SourceService> byName() {
        return source.services().stream().collect(Collectors.toMap(SourceService::name, Function.identity()));
    }

    /** Scaling that works again may have raised it; that is not taken back. */
    private static int desired(Map<String, SourceService> now, FrozenService service) {
        var present = now.get(service.name());
        return present == null ? service.desiredCount() : present.desiredCount();
    }

    private static int running(Map<String, SourceService> now, FrozenService service) {
        var present = now.get(service.name());
        return present == null ? 0 : present.runningCount();
    }
}
