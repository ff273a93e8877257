package dev.landfall.freeze;

import dev.landfall.capture.Inventory;
import dev.landfall.capture.ServiceRole;
import dev.landfall.freeze.FrozenCounts.FrozenService;
import dev.landfall.gateway.Change;
import dev.landfall.gateway.SourceCluster;
import dev.landfall.gateway.SourceService;
import dev.landfall.model.failure.Problem;
import dev.landfall.run.RunFiles;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Stops the source: counts saved first and once, then scaling and schedules, then the services one role after another. */
public record SourceFreeze(SourceCluster source, Inventory inventory, RunFiles files, Clock clock) {

    /** What is left out, said in the report. */
    public static final String NO_MAINTENANCE_ANSWER =
            "No maintenance answer was put on the load balancer: users see its own error while the source is at 0.";

    /** Freezes; the second time everything is UNCHANGED, and the counts of the first time stay. */
    public Change freeze(String runId) {
        var services = source.services();
        var key = FrozenCounts.key(runId);
        if (files.read(key, FrozenCounts.class).isEmpty()) {
            files.writeIfAbsent(key, counts(runId, services));
        }
        var change = Change.UNCHANGED;
        for (var service : services) {
            change = later(change, source.suspendScaling(service.name(), true));
        }
        for (var schedule : source.schedules()) {
            if (schedule.enabled()) {
                change = later(change, source.enableSchedule(schedule.name(), false));
            }
        }
        for (var name : order(services)) {
            change = later(change, source.scale(name, 0));
        }
        return change;
    }

    private FrozenCounts counts(String runId, List<SourceService> services) {
        Map<String, SourceService> byName =
                services.stream().collect(Collectors.toMap(SourceService::name, Function.identity()));
        var standing = StandingFreeze.in(files, runId);
        var running = order(services).stream()
                .map(byName::get)
                .flatMap(service -> count(service, standing).stream())
                .toList();
        if (running.isEmpty()) {
            throw Problem.operator(
                            "SOURCE_STOPPED_ALREADY",
                            "Every service of the source stands at 0, so there is no count to come back to.",
                            "Start the source's services with their counts, or roll back the cutover that stopped them.")
                    .asException();
        }
        var schedules = StandingFreeze.schedules(source.schedules(), standing);
        return new FrozenCounts(runId, clock.instant(), running, schedules, List.of(NO_MAINTENANCE_ANSWER));
    }

    /** A service at 0 has no count to save, unless an earlier freeze that still stands knows it. */
    private static Optional<FrozenService> count(SourceService service, Optional<StandingFreeze> standing) {
        var before = standing.flatMap(freeze -> freeze.service(service.name()));
        if (service.desiredCount() == 0) {
            return before;
        }
        return Optional.of(new FrozenService(
                service.name(),
                service.desiredCount(),
                before.map(FrozenService::scalingWasSuspended).orElse(service.scalingSuspended())));
    }

    private List<String> order(List<SourceService> services) {
        var roles = new TreeMap<String, List<ServiceRole>>();
        services.forEach(service -> roles.put(service.name(), inventory.roles(service)));
        return FreezeOrder.stopping(roles);
    }

    static Change later(Change so, Change next) {
        return next == Change.UNCHANGED ? so : next;
    }
}
