package dev.landfall.gateway.aws;

import dev.landfall.gateway.Change;
import dev.landfall.gateway.MoverTask;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.ListTasksRequest;
import software.amazon.awssdk.services.ecs.model.Task;

/**
 * The mover's tasks on one ECS cluster.
 *
 * @param settle how long to wait before a list is believed to be empty: a task that was just started may not be in it
 */
record MoverTasks(Supplier<EcsClient> ecs, String cluster, Duration settle) {

    /** As the state machine's definition names it. */
    private static final String CONTAINER = "mover";

    /** Tasks that one question may name. */
    private static final int BATCH = 100;

    private static final int LISTS = 3;

    /** ECS takes no more of a reason. */
    private static final int LONGEST_REASON = 1024;

    List<MoverTask> startedBy(String startedBy) {
        for (int list = 1; ; list++) {
            var tasks = list(startedBy);
            if (!tasks.isEmpty() || list == LISTS) {
                return tasks;
            }
            pause();
        }
    }

    /** REMOVED where it was asked to stop, UNCHANGED where it is gone, ended, or asked already. */
    Change stop(String arn, String reason) {
        var task = describe(List.of(arn)).stream().findFirst();
        if (task.isEmpty() || "STOPPED".equals(task.get().desiredStatus())) {
            return Change.UNCHANGED;
        }
        return AwsProblem.guard("stop the task " + arn, () -> {
            try {
                ecs.get()
                        .stopTask(request -> request.cluster(cluster)
                                .task(arn)
                                .reason(reason.substring(0, Math.min(reason.length(), LONGEST_REASON))));
                return Change.REMOVED;
            } catch (InvalidParameterException e) {
                // ECS's way of saying that it has forgotten the task since.
                if (describe(List.of(arn)).isEmpty()) {
                    return Change.UNCHANGED;
                }
                throw e;
            }
        });
    }

    private List<MoverTask> list(String startedBy) {
        // startedBy must be the only filter of its list, and that list leaves out what has stopped.
        var arns = new LinkedHashSet<String>();
        arns.addAll(arns(ListTasksRequest.builder().startedBy(startedBy)));
        arns.addAll(arns(ListTasksRequest.builder().desiredStatus(DesiredStatus.STOPPED)));
        var tasks = new LinkedHashMap<String, MoverTask>();
        for (var task : describe(new ArrayList<>(arns))) {
            if (startedBy.equals(task.startedBy())) {
                tasks.put(task.taskArn(), read(task));
            }
        }
        return List.copyOf(tasks.values());
    }

    private List<String> arns(ListTasksRequest.Builder request) {
        return AwsProblem.guard("list tasks of the cluster " + cluster, () -> {
            try {
                return ecs.get().listTasksPaginator(request.cluster(cluster).build()).taskArns().stream()
                        .toList();
            } catch (ClusterNotFoundException e) {
                throw EcsServices.clusterMissing(cluster, e);
            }
        });
    }

    /** What ECS has forgotten since it was listed is left out: its answer names that among the failures. */
    private List<Task> describe(List<String> arns) {
        var tasks = new ArrayList<Task>();
        for (var batch : Batches.of(arns, BATCH)) {
            tasks.addAll(AwsProblem.guard(
                    "describe tasks of the cluster " + cluster,
                    () -> ecs.get()
                            .describeTasks(request -> request.cluster(cluster).tasks(batch))
                            .tasks()));
        }
        return tasks;
    }

    private static MoverTask read(Task task) {
        var container = task.containers().stream()
                .filter(each -> CONTAINER.equals(each.name()))
                .findFirst();
        var reason = Stream.concat(
                        Optional.ofNullable(task.stoppedReason()).stream(), container.map(Container::reason).stream())
                .filter(Objects::nonNull)
                .filter(each -> !each.isBlank())
                .distinct()
                .collect(Collectors.joining("; "));
        return new MoverTask(
                task.taskArn(),
                task.lastStatus(),
                Optional.of(reason).filter(each -> !each.isEmpty()),
                container.map(Container::exitCode));
    }

    private void pause() {
        try {
            Thread.sleep(settle);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for ECS", e);
        }
    }
}
