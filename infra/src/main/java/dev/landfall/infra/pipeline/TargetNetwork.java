package dev.landfall.infra.pipeline;

import java.util.List;

/** Where functions run that reach the cluster or a database: ids, or values that the deployment finds. */
public record TargetNetwork(List<String> subnets, List<String> securityGroups) {}
