package dev.landfall.local.cloud;

import dev.landfall.gateway.MoverTask;
import dev.landfall.gateway.ScalingSuspension;
import dev.landfall.gateway.Schedule;
import dev.landfall.gateway.SourceService;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What {@link InMemorySourceCluster} remembers from one process to the next. */
record SourceClusterState(
        Map<String, Counts> services, List<Schedule> schedules, List<Task> tasks, List<String> mutations) {

    /**
     * One service's counts.
     *
     * @param before tasks that ran when {@code desired} was set
     */
    record Counts(int desired, int before, Instant since, Optional<ScalingSuspension> scaling) {

        int running(Instant now, Duration convergesAfter) {
            return now.isBefore(since.plus(convergesAfter)) ? before : desired;
        }

        Counts scaled(int count, Instant now, Duration convergesAfter) {
            return new Counts(count, running(now, convergesAfter), now, scaling);
        }

        Counts with(ScalingSuspension suspension) {
            return new Counts(desired, before, since, Optional.of(suspension));
        }
    }

    /** A mover's task; {@code startedBy} is {@code <run-id>/<database>}. */
    record Task(String startedBy, MoverTask task) {}

    static SourceClusterState of(List<SourceService> services, List<Schedule> schedules, Instant now) {
        var counts = new LinkedHashMap<String, Counts>();
        for (var service : services) {
            counts.put(
                    service.name(), new Counts(service.desiredCount(), service.runningCount(), now, service.scaling()));
        }
        return new SourceClusterState(counts, List.copyOf(schedules), List.of(), List.of());
    }

    SourceClusterState with(String service, Counts counts) {
        var changed = new LinkedHashMap<>(services);
        changed.put(service, counts);
        return new SourceClusterState(changed, schedules, tasks, mutations);
    }

    SourceClusterState withSchedule(String name, boolean enabled) {
        var changed = schedules.stream()
                .map(schedule -> schedule.name().equals(name) ? new Schedule(name, enabled, schedule.role()) : schedule)
                .toList();
        return new SourceClusterState(services, changed, tasks, mutations);
    }

    SourceClusterState withTask(Task task) {
        var changed = new ArrayList<>(tasks);
        changed.removeIf(each -> each.task().arn().equals(task.task().arn()));
        changed.add(task);
        return new SourceClusterState(services, schedules, changed, mutations);
    }

    SourceClusterState withMutations(List<String> changed) {
        return new SourceClusterState(services, schedules, tasks, List.copyOf(changed));
    }
}
