package dev.landfall.freeze;

import dev.landfall.gateway.Gateways;
import dev.landfall.gateway.Schedule;
import dev.landfall.gateway.SourceCluster;
import dev.landfall.gateway.SourceService;
import dev.landfall.run.RunFiles;
import java.util.List;
import java.util.Optional;

/**
 * The source as its owner runs it: where a freeze stands, with the counts, the scaling and the schedules of before it. How
 * many tasks run is told as it is.
 */
public record UnfrozenSource(SourceCluster source, Optional<StandingFreeze> freeze) {

    public static UnfrozenSource of(Gateways gateways) {
        return new UnfrozenSource(gateways.source(), StandingFreeze.in(new RunFiles(gateways.runStore())));
    }

    public List<SourceService> services() {
        return source.services().stream().map(this::before).toList();
    }

    /** What somebody changed since the freeze is as its owner wants it. */
    SourceService before(SourceService now) {
        return freeze.flatMap(standing -> standing.counts().service(now.name()))
                .map(saved -> now.with(
                        now.desiredCount() == 0 ? saved.desiredCount() : now.desiredCount(),
                        FormerScaling.of(now, saved)))
                .orElse(now);
    }

    public List<Schedule> schedules() {
        return source.schedules().stream().map(this::before).toList();
    }

    private Schedule before(Schedule now) {
        var enabled = freeze.flatMap(standing -> standing.counts().schedule(now.name()))
                .map(Schedule::enabled)
                .orElse(false);
        return new Schedule(now.name(), now.enabled() || enabled, now.role());
    }
}
