package dev.landfall.gateway;

import java.util.List;
import java.util.Optional;

/**
 * One ECS service with the task definition that it runs.
 *
 * @param scaling what of its scaling is suspended; empty where no scaling is registered
 */
public record SourceService(
        String name,
        String taskDefinitionArn,
        int desiredCount,
        int runningCount,
        int pendingCount,
        Optional<ScalingSuspension> scaling,
        List<ServiceContainer> containers,
        List<String> subnets,
        List<String> securityGroups,
        boolean assignsPublicIp) {

    public SourceService {
        containers = List.copyOf(containers);
        subnets = List.copyOf(subnets);
        securityGroups = List.copyOf(securityGroups);
    }

    public boolean scalingRegistered() {
        return scaling.isPresent();
    }

    /** This service with other containers. */
    public SourceService with(List<ServiceContainer> others) {
        return with(desiredCount, scaling, others);
    }

    /** This service with the count and scaling of another time. */
    public SourceService with(int count, Optional<ScalingSuspension> suspension) {
        return with(count, suspension, containers);
    }

    private SourceService with(int count, Optional<ScalingSuspension> suspension, List<ServiceContainer> others) {
        return new SourceService(
                name,
                taskDefinitionArn,
                count,
                runningCount,
                pendingCount,
                suspension,
                others,
                subnets,
                securityGroups,
                assignsPublicIp);
    }
}
