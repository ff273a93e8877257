package dev.landfall.local.cloud;

import dev.landfall.gateway.Change;
import dev.landfall.gateway.MoverTask;
import dev.landfall.gateway.ScalingSuspension;
import dev.landfall.gateway.Schedule;
import dev.landfall.gateway.SourceCluster;
import dev.landfall.gateway.SourceService;
import dev.landfall.model.failure.Problem;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * ECS as a handler sees it: services whose running count follows the desired one after a while, scaling that can be
 * suspended, schedules, and the mover's tasks, which the run-task stand-in registers. Task definitions come from the
 * world at each start, so that no setting's value is written; counts are kept in {@code source-cluster.json}.
 */
public final class InMemorySourceCluster implements SourceCluster {

    private final String name;
    private final Map<String, SourceService> definitions = new LinkedHashMap<>();
    private final List<String> configured;
    private final Duration convergesAfter;
    private final Clock clock;
    private final StateFile<SourceClusterState> file;
    private SourceClusterState state;
    private BiConsumer<String, String> stopper = (arn, reason) -> {};

    /**
     * Opens the cluster as it was left.
     *
     * @param existing services of the cluster; their counts are the first ones
     * @param configured the services that {@code landfall.json} names
     * @param convergesAfter how long tasks take to start and stop; zero means at once
     */
    public InMemorySourceCluster(
            Path folder,
            String name,
            List<SourceService> existing,
            List<String> configured,
            List<Schedule> schedules,
            Duration convergesAfter,
            Clock clock) {
        this.name = name;
        this.configured = List.copyOf(configured);
        this.convergesAfter = convergesAfter;
        this.clock = clock;
        existing.forEach(service -> definitions.put(service.name(), service));
        file = new StateFile<>(folder.resolve("source-cluster.json"), SourceClusterState.class);
        state = file.read(() -> SourceClusterState.of(existing, schedules, clock.instant()));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public synchronized List<SourceService> services() {
        return configured.stream().map(this::service).toList();
    }

    private SourceService service(String service) {
        var counts = counts(service);
        var definition = definitions.get(service);
        if (definition == null) {
            throw missing(service);
        }
        int running = counts.running(clock.instant(), convergesAfter);
        return new SourceService(
                service,
                definition.taskDefinitionArn(),
                counts.desired(),
                running,
                Math.max(0, counts.desired() - running),
                counts.scaling(),
                definition.containers(),
                definition.subnets(),
                definition.securityGroups(),
                definition.assignsPublicIp());
    }

    private SourceClusterState.Counts counts(String service) {
        var counts = state.services().get(service);
        if (counts == null) {
            throw missing(service);
        }
        return counts;
    }

    private RuntimeException missing(String service) {
        return Problem.operator(
                        "SOURCE_SERVICE_MISSING",
                        "The cluster " + name + " has no service " + service + ".",
                        "Correct source.services in landfall.json.")
                .asException();
    }

    @Override
    public synchronized Change scale(String service, int desiredCount) {
        var counts = counts(service);
        if (counts.desired() == desiredCount) {
            return Change.UNCHANGED;
        }
        change(
                "scale " + service + " from " + counts.desired() + " to " + desiredCount,
                state.with(service, counts.scaled(desiredCount, clock.instant(), convergesAfter)));
        return Change.UPDATED;
    }

    @Override
    public synchronized Change suspendScaling(String service, ScalingSuspension suspension) {
        var counts = counts(service);
        if (counts.scaling().isEmpty() || counts.scaling().get().equals(suspension)) {
            return Change.UNCHANGED;
        }
        change(verb(suspension) + " scaling of " + service, state.with(service, counts.with(suspension)));
        return Change.UPDATED;
    }

    private static String verb(ScalingSuspension suspension) {
        return suspension.equals(ScalingSuspension.ALL)
                ? "suspend"
                : suspension.equals(ScalingSuspension.NONE) ? "resume" : "resume in part";
    }

    @Override
    public synchronized List<Schedule> schedules() {
        return state.schedules();
    }

    @Override
    public synchronized Change enableSchedule(String schedule, boolean enabled) {
        var present = state.schedules().stream()
                .filter(each -> each.name().equals(schedule))
                .findFirst()
                .orElseThrow(() -> Problem.operator(
                                "SCHEDULE_MISSING",
                                "There is no rule named " + schedule + ".",
                                "Correct source.schedules in landfall.json.")
                        .asException());
        if (present.enabled() == enabled) {
            return Change.UNCHANGED;
        }
        change((enabled ? "enable" : "disable") + " schedule " + schedule, state.withSchedule(schedule, enabled));
        return Change.UPDATED;
    }

    @Override
    public synchronized List<MoverTask> moverTasks(String startedBy) {
        return state.tasks().stream()
                .filter(task -> task.startedBy().equals(startedBy))
                .map(SourceClusterState.Task::task)
                .toList();
    }

    @Override
    public Change stopMoverTask(String arn, String reason) {
        synchronized (this) {
            var task = state.tasks().stream()
                    .filter(each -> each.task().arn().equals(arn))
                    .findFirst();
            if (task.isEmpty() || task.get().task().lastStatus().equals("STOPPED")) {
                return Change.UNCHANGED;
            }
        }
        stopper.accept(arn, reason);
        return Change.REMOVED;
    }

    /** Who ends the process behind a task: told the task's ARN and the reason. */
    public synchronized void onStop(BiConsumer<String, String> ends) {
        stopper = ends;
    }

    /** Records a mover's task or what became of it; the latest word about an ARN counts. */
    public synchronized void recordMoverTask(String startedBy, MoverTask task) {
        state = state.withTask(new SourceClusterState.Task(startedBy, task));
        file.write(state);
    }

    /** Everything that was ever changed about services and schedules, in order; the mover's tasks are not among it. */
    public synchronized List<String> mutations() {
        return List.copyOf(state.mutations());
    }

    private void change(String mutation, SourceClusterState changed) {
        var mutations = new ArrayList<>(changed.mutations());
        mutations.add(mutation);
        state = changed.withMutations(mutations);
        file.write(state);
    }
}
