package dev.landfall.contract;

import dev.landfall.gateway.aws.AwsConnection;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableDimension;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.AssignPublicIp;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.Secret;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.scheduler.model.FlexibleTimeWindowMode;

/** Builds an ECS cluster in moto as somebody else would have. */
record MotoSource(AwsConnection connection) {

    static final String CLUSTER = "retool";
    static final String ROLE = "arn:aws:iam::123456789012:role/events";
    private static final String FAMILY = "retool";

    EcsClient ecs() {
        return connection.client(EcsClient.builder());
    }

    /** The cluster and a task definition that every service runs. */
    String cluster(ContainerDefinition... more) {
        var main = ContainerDefinition.builder()
                .name("retool")
                .image("tryretool/backend:3.75.1")
                .cpu(0)
                .memory(4096)
                .environment(KeyValuePair.builder()
                        .name("SERVICE_TYPE")
                        .value("MAIN_BACKEND")
                        .build())
                .secrets(Secret.builder()
                        .name("ENCRYPTION_KEY")
                        .valueFrom("arn:aws:secretsmanager:us-east-1:123456789012:secret:retool:key::")
                        .build())
                .build();
        var containers = new ArrayList<>(List.of(main));
        containers.addAll(List.of(more));
        ecs().registerTaskDefinition(request ->
                request.family(FAMILY).cpu("1024").memory("8192").containerDefinitions(containers));
        return ecs().createCluster(request -> request.clusterName(CLUSTER))
                .cluster()
                .clusterArn();
    }

    void service(String name) {
        service(name, List.of());
    }

    /** One whose tasks register in these target groups. */
    void service(String name, List<String> targetGroups) {
        var subnets = subnets();
        var securityGroup = securityGroup();
        ecs().createService(request -> request.cluster(CLUSTER)
                .serviceName(name)
                .taskDefinition(FAMILY)
                .desiredCount(2)
                .networkConfiguration(network -> network.awsvpcConfiguration(vpc ->
                        vpc.subnets(subnets).securityGroups(securityGroup).assignPublicIp(AssignPublicIp.DISABLED)))
                .loadBalancers(targetGroups.stream()
                        .map(group -> LoadBalancer.builder()
                                .targetGroupArn(group)
                                .containerName("retool")
                                .containerPort(3000)
                                .build())
                        .toList()));
    }

    List<String> subnets() {
        return new MotoApi(connection).subnets();
    }

    String securityGroup() {
        return new MotoApi(connection).securityGroup();
    }

    void scaling(String service) {
        connection
                .client(ApplicationAutoScalingClient.builder())
                .registerScalableTarget(request -> request.serviceNamespace(ServiceNamespace.ECS)
                        .scalableDimension(ScalableDimension.ECS_SERVICE_DESIRED_COUNT)
                        .resourceId("service/" + CLUSTER + "/" + service)
                        .minCapacity(1)
                        .maxCapacity(4));
    }

    void rule(String name, String targetArn) {
        var events = connection.client(EventBridgeClient.builder());
        events.putRule(request -> request.name(name).scheduleExpression("rate(1 day)"));
        events.putTargets(request -> request.rule(name)
                .targets(
                        Target.builder().id("task").arn(targetArn).roleArn(ROLE).build()));
    }

    SchedulerClient scheduler() {
        return connection.client(SchedulerClient.builder());
    }

    void schedule(String name, String targetArn, String input) {
        scheduler()
                .createSchedule(request -> request.name(name)
                        .scheduleExpression("rate(1 day)")
                        .description("nightly report")
                        .flexibleTimeWindow(window -> window.mode(FlexibleTimeWindowMode.OFF))
                        .target(target -> target.arn(targetArn).roleArn(ROLE).input(input)));
    }

    String moverTask(String startedBy) {
        return ecs().runTask(request -> request.cluster(CLUSTER)
                        .taskDefinition(FAMILY)
                        .launchType(LaunchType.FARGATE)
                        .startedBy(startedBy))
                .tasks()
                .getFirst()
                .taskArn();
    }
}
