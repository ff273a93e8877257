package dev.landfall.gateway.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.landfall.gateway.Schedule;
import dev.landfall.model.Json;
import dev.landfall.model.configuration.ScheduleName;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.scheduler.model.GetScheduleResponse;
import software.amazon.awssdk.services.scheduler.model.ResourceNotFoundException;
import software.amazon.awssdk.services.scheduler.model.ScheduleState;
import software.amazon.awssdk.services.scheduler.model.ScheduleSummary;
import software.amazon.awssdk.services.scheduler.model.Target;

/** Schedules of EventBridge Scheduler. */
record EventSchedules(Supplier<SchedulerClient> scheduler, InstantSource clock) {

    /** What a schedule's target is that calls the API itself instead of using the template for ECS. */
    private static final String API_CALL = ":scheduler:::aws-sdk:ecs:runTask";

    /** The schedules that start tasks on this cluster. */
    List<ScheduleName> startingTasksOn(String clusterArn) {
        return AwsProblem.guard(
                "list the schedules that start tasks on " + clusterArn,
                () -> scheduler.get().listSchedulesPaginator(request -> {}).schedules().stream()
                        .filter(summary -> startsTasksOn(clusterArn, summary))
                        .map(summary -> ScheduleName.schedule(summary.groupName(), summary.name()))
                        .toList());
    }

    private boolean startsTasksOn(String clusterArn, ScheduleSummary summary) {
        var target = String.valueOf(summary.target().arn());
        return target.equals(clusterArn)
                || (target.endsWith(API_CALL)
                        && described(summary)
                                .filter(schedule -> namesCluster(
                                        clusterArn, schedule.target().input()))
                                .isPresent());
    }

    private Optional<GetScheduleResponse> described(ScheduleSummary summary) {
        return AwsProblem.guard(
                "describe the schedule " + summary.groupName() + "/" + summary.name(),
                () -> get(summary.groupName(), summary.name()));
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

    Optional<Schedule> find(ScheduleName.Scheduled name) {
        return AwsProblem.guard(
                "describe the schedule " + name.text(),
                () -> get(name.group(), name.name())
                        .filter(found ->
                                name.arn().map(arn -> arn.equals(found.arn())).orElse(true))
                        .map(found -> new Schedule(
                                name.text(),
                                found.state() == ScheduleState.ENABLED,
                                Optional.ofNullable(found.target()).map(Target::roleArn))));
    }

    /** A schedule is replaced whole, so everything else of it is given as it is. */
    void enable(ScheduleName.Scheduled name, boolean enabled) {
        AwsProblem.guard(
                (enabled ? "enable" : "disable") + " the schedule " + name.text(),
                () -> get(name.group(), name.name())
                        .map(so -> scheduler
                                .get()
                                .updateSchedule(request -> request.groupName(so.groupName())
                                        .name(so.name())
                                        .description(so.description())
                                        .scheduleExpression(so.scheduleExpression())
                                        .scheduleExpressionTimezone(so.scheduleExpressionTimezone())
                                        .startDate(startToCome(so.startDate()))
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

    /** Scheduler refuses a start in the past, and one that is over changes nothing any more. */
    private @Nullable Instant startToCome(@Nullable Instant start) {
        return start != null && start.isAfter(clock.instant()) ? start : null;
    }
}
