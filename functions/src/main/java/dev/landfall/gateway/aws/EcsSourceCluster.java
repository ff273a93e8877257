package dev.landfall.gateway.aws;

import dev.landfall.gateway.Change;
import dev.landfall.gateway.MoverTask;
import dev.landfall.gateway.ScalingSuspension;
import dev.landfall.gateway.Schedule;
import dev.landfall.gateway.SourceCluster;
import dev.landfall.gateway.SourceService;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.scheduler.SchedulerClient;

/**
 * ECS with what scales its services and starts tasks on it. Problems beside those of every call to AWS:
 * {@code SOURCE_CLUSTER_MISSING}, {@code SOURCE_SERVICE_MISSING}, {@code SOURCE_TASK_DEFINITION_MISSING},
 * {@code SCHEDULE_MISSING} and {@code SCHEDULES_UNREADABLE} need a person.
 */
public final class EcsSourceCluster implements SourceCluster {

    private static final Duration LISTS_SETTLE_WITHIN = Duration.ofSeconds(1);

    private final Later<EcsClient> ecs;
    private final String name;
    private final List<String> configured;
    private final EcsServices services;
    private final ServiceScaling scaling;
    private final SourceSchedules schedules;
    private final MoverTasks tasks;

    /**
     * A cluster of the account and region that the connection speaks to.
     *
     * @param cluster name or ARN
     * @param services the names that the configuration gives
     * @param schedules as {@code ScheduleName} reads them; empty for whatever starts tasks there
     */
    public EcsSourceCluster(
            AwsConnection connection, String cluster, List<String> services, Optional<List<String>> schedules) {
        ecs = new Later<>(() -> connection.client(EcsClient.builder()));
        name = cluster.substring(cluster.lastIndexOf('/') + 1);
        configured = List.copyOf(services);
        scaling =
                new ServiceScaling(new Later<>(() -> connection.client(ApplicationAutoScalingClient.builder())), name);
        this.services = new EcsServices(ecs, name, scaling);
        this.schedules = new SourceSchedules(
                new EventRules(new Later<>(() -> connection.client(EventBridgeClient.builder()))),
                new EventSchedules(
                        new Later<>(() -> connection.client(SchedulerClient.builder())), InstantSource.system()),
                schedules,
                this::arn);
        tasks = new MoverTasks(ecs, name, LISTS_SETTLE_WITHIN);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<SourceService> services() {
        return services.read(configured);
    }

    @Override
    public Change scale(String service, int desiredCount) {
        return services.scale(service, desiredCount);
    }

    @Override
    public Change suspendScaling(String service, ScalingSuspension suspension) {
        return scaling.suspend(service, suspension);
    }

    @Override
    public List<Schedule> schedules() {
        return schedules.all();
    }

    @Override
    public Change enableSchedule(String schedule, boolean enabled) {
        return schedules.enable(schedule, enabled);
    }

    @Override
    public List<MoverTask> moverTasks(String startedBy) {
        return tasks.startedBy(startedBy);
    }

    @Override
    public Change stopMoverTask(String arn, String reason) {
        return tasks.stop(arn, reason);
    }

    private String arn() {
        return AwsProblem.guard(
                "describe the cluster " + name,
                () -> ecs.get().describeClusters(request -> request.clusters(name)).clusters().stream()
                        .filter(cluster -> "ACTIVE".equals(cluster.status()))
                        .map(Cluster::clusterArn)
                        .findFirst()
                        .orElseThrow(() -> EcsServices.clusterMissing(name, null)));
    }
}
