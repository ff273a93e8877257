package dev.landfall.gateway.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.landfall.gateway.Schedule;
import dev.landfall.model.Json;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.scheduler.model.GetScheduleResponse;
import software.amazon.awssdk.services.scheduler.model.ResourceNotFoundException;
import software.amazon.awssdk.services.scheduler.model.ScheduleState;
import software.amazon.awssdk.services.scheduler.model.ScheduleSummary;

/** Schedules of EventBridge Scheduler, named {@code group/name}. */
record EventSchedules(Supplier<SchedulerClient> scheduler) {

    /** What a schedule's target is that calls the API itself instead of using the template for ECS. */
    private static final String API_CALL = ":scheduler:::aws-sdk:ecs:runTask";

    /** Names of the schedules that start tasks on this cluster. */
    List<String> startingTasksOn(String clusterArn) {
        return AwsProblem.guard(
                "list the schedules that start tasks on " + clusterArn,
                () -> scheduler.get().listSchedulesPaginator(request -> {}).schedules().stream()
                        .filter(summary -> startsTasksOn(clusterArn, summary))
                        .map(summary -> summary.groupName() + "/" + summary.name())
                        .toList());
    }

    private boolean startsTasksOn(String clusterArn, ScheduleSummary summary) {
        var target = String.valueOf(summary.target().arn());
        return target.equals(clusterArn)
                || (target.endsWith(API_CALL)
                        && get(summary.groupName(), summary.name())
                                .filter(schedule -> namesCluster(
                                        clusterArn, schedule.target().input()))
                                .isPresent());
    }

    /** Whether the call's input names it, by ARN or by name; ECS takes a call that names none for {@code default}. */
    private static boolean namesCluster(String clusterArn, String input) {
        try {
            var cluster = Json.MAPPER.readTree(input).path("Cluster").asText("default");
            return clusterArn.equals(cluster) || clusterArn.endsWith(":cluster/" + cluster);
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    Optional<Schedule> find(String name) {
        return AwsProblem.guard(
                "describe the schedule " + name,
                () -> get(group(name), bare(name))
                        .map(schedule -> new Schedule(name, schedule.state() == ScheduleState.ENABLED)));
    }

    /** A schedule is replaced whole, so everything else of it is given as it is. */
    void enable(String name, boolean enabled) {
        AwsProblem.guard(
                (enabled ? "enable" : "disable") + " the schedule " + name,
                () -> get(group(name), bare(name))
                        .map(so -> scheduler
                                .get()
                                .updateSchedule(request -> request.groupName(so.groupName())
                                        .name(so.name())
                                        .description(so.description())
                                        .scheduleExpression(so.scheduleExpression())
                                        .scheduleExpressionTimezone(so.scheduleExpressionTimezone())
                                        .startDate(so.startDate())
                                        .endDate(so.endDate())
                                        .flexibleTimeWindow(so.flexibleTimeWindow())
                                        .target(so.target())
                                        .kmsKeyArn(so.kmsKeyArn())
                                        .actionAfterCompletion(so.actionAfterCompletion())
                                        .state(enabled ? ScheduleState.ENABLED : ScheduleState.DISABLED))));
    }

    private Optional<GetScheduleResponse> get(String group, String name) {
        try {
            return Optional.of(scheduler
                    .get()
                    .getSchedule(request -> request.groupName(group).name(name)));
        } catch (ResourceNotFoundException e) {
            return Optional.empty();
        }
    }

    private static String group(String name) {
        return name.substring(0, name.indexOf('/'));
    }

    private static String bare(String name) {
        return name.substring(name.indexOf('/') + 1);
    }
}
