package dev.landfall.freeze;

import dev.landfall.gateway.ScalingSuspension;
import dev.landfall.gateway.Schedule;
import dev.landfall.model.RunLayout;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the source was before its freeze: everything that the freeze changes, and nothing else. It is written before the
 * first change, and both the freeze and the return go by it. {@link StandingFreeze} is the one of the source; a run keeps
 * a copy as evidence.
 *
 * @param runId whose freeze it is now
 * @param frozenAt when the first change was about to be made; a run that takes the freeze over leaves that
 * @param takenOverFrom runs that froze it before, oldest first
 * @param cluster the source cluster's name
 * @param services all of the source, in the order they are stopped in
 * @param schedules all of the source, as they stood before
 * @param notDone steps of a freeze that were left out, in words
 */
public record FrozenCounts(
        String runId,
        Instant frozenAt,
        List<String> takenOverFrom,
        String cluster,
        List<FrozenService> services,
        List<Schedule> schedules,
        List<String> notDone) {

    /** Tasks that ECS runs for one service at most. */
    private static final int MOST = 5_000;

    public FrozenCounts {
        takenOverFrom = List.copyOf(takenOverFrom);
        services = List.copyOf(services);
        schedules = List.copyOf(schedules);
        notDone = List.copyOf(notDone);
        if (services.stream().map(FrozenService::name).distinct().count() < services.size()
                || schedules.stream().map(Schedule::name).distinct().count() < schedules.size()) {
            throw new IllegalArgumentException("A service or a schedule stands there twice");
        }
    }

    /**
     * One service.
     *
     * @param desiredCount 0 too
     * @param scaling the three flags of its scaling; empty where none is registered
     */
    public record FrozenService(String name, int desiredCount, Optional<ScalingSuspension> scaling) {

        public FrozenService {
            if (desiredCount < 0 || desiredCount > MOST) {
                throw new IllegalArgumentException("No service runs " + desiredCount + " tasks");
            }
        }
    }

    /** Where a run keeps its copy: evidence for its report and gates, and never what a return goes by. */
    public static String key(String runId) {
        return new RunLayout(runId).file("freeze.json");
    }

    public Optional<FrozenService> service(String name) {
        return services.stream().filter(service -> service.name().equals(name)).findFirst();
    }

    public Optional<Schedule> schedule(String name) {
        return schedules.stream()
                .filter(schedule -> schedule.name().equals(name))
                .findFirst();
    }
}
