package dev.landfall.gateway;

/**
 * What stands around the source and the target and is only ever read: no call of any of these changes anything. A
 * permission that is missing is an {@code AWS_DENIED} problem that names the action, so that one check can say so and
 * the others go on.
 */
public record Surroundings(
        ServiceDetails services,
        EnvironmentFiles environmentFiles,
        RoleGrants roles,
        LoadBalancers loadBalancers,
        Certificates certificates,
        DatabaseServers databaseServers,
        ZoneRecords zone,
        EgressAddresses egress,
        ClusterNodes nodes,
        ClusterAccess clusterAccess) {}
