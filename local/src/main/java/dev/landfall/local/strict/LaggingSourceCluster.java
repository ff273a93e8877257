package dev.landfall.local.strict;

import dev.landfall.gateway.Change;
import dev.landfall.gateway.MoverTask;
import dev.landfall.gateway.ScalingSuspension;
import dev.landfall.gateway.Schedule;
import dev.landfall.gateway.SourceCluster;
import dev.landfall.gateway.SourceService;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * ECS, Application Auto Scaling and EventBridge are eventually consistent: what they tell right after a change may be
 * what was true before (ECS API reference: "The Amazon ECS API follows an eventual consistency model"). Here the first
 * answer after each change is the old one.
 */
final class LaggingSourceCluster implements SourceCluster {

    private final SourceCluster cluster;
    private Optional<List<SourceService>> oldServices = Optional.empty();
    private Optional<List<Schedule>> oldSchedules = Optional.empty();

    LaggingSourceCluster(SourceCluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public String name() {
        return cluster.name();
    }

    @Override
    public synchronized List<SourceService> services() {
        var answer = oldServices.orElseGet(cluster::services);
        oldServices = Optional.empty();
        return answer;
    }

    @Override
    public synchronized Change scale(String service, int desiredCount) {
        return changed(() -> cluster.scale(service, desiredCount));
    }

    @Override
    public synchronized Change suspendScaling(String service, ScalingSuspension suspension) {
        return changed(() -> cluster.suspendScaling(service, suspension));
    }

    private Change changed(Supplier<Change> work) {
        var before = cluster.services();
        var change = work.get();
        if (change != Change.UNCHANGED) {
            oldServices = oldServices.or(() -> Optional.of(before));
        }
        return change;
    }

    @Override
    public synchronized List<Schedule> schedules() {
        var answer = oldSchedules.orElseGet(cluster::schedules);
        oldSchedules = Optional.empty();
        return answer;
    }

    @Override
    public synchronized Change enableSchedule(String schedule, boolean enabled) {
        var before = cluster.schedules();
        var change = cluster.enableSchedule(schedule, enabled);
        if (change != Change.UNCHANGED) {
            oldSchedules = oldSchedules.or(() -> Optional.of(before));
        }
        return change;
    }

    /** A mover's task is looked for when its state has ended, long after it was started: no lag is left by then. */
    @Override
    public List<MoverTask> moverTasks(String startedBy) {
        return cluster.moverTasks(startedBy);
    }

    @Override
    public Change stopMoverTask(String arn, String reason) {
        return cluster.stopMoverTask(arn, reason);
    }
}
