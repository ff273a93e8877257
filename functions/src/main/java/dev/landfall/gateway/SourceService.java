package dev.landfall.gateway;

import java.util.List;

/** One ECS service with the task definition that it runs. */
public record SourceService(
        String name,
        String taskDefinitionArn,
        int desiredCount,
        int runningCount,
        int pendingCount,
        boolean scalingSuspended,
        boolean scalingRegistered,
        List<ServiceContainer> containers,
        List<String> subnets,
        List<String> securityGroups,
        boolean assignsPublicIp) {

    public SourceService {
        containers = List.copyOf(containers);
        subnets = List.copyOf(subnets);
        securityGroups = List.copyOf(securityGroups);
    }
}
