package dev.landfall.local.strict;

import dev.landfall.gateway.Certificates;
import dev.landfall.gateway.ClusterAccess;
import dev.landfall.gateway.ClusterNodes;
import dev.landfall.gateway.DatabaseHost;
import dev.landfall.gateway.DatabaseServers;
import dev.landfall.gateway.DnsZone;
import dev.landfall.gateway.Gateways;
import dev.landfall.gateway.LoadBalancers;
import dev.landfall.gateway.RoleGrants;
import dev.landfall.gateway.ServiceDetails;
import dev.landfall.gateway.SourceCluster;
import dev.landfall.gateway.Surroundings;
import dev.landfall.gateway.ZoneRecords;
import dev.landfall.local.engine.integration.EcsRunTask;
import dev.landfall.local.engine.integration.Integrations;
import dev.landfall.local.engine.integration.LambdaInvoke;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The one place where it is chosen which of AWS's unkindnesses stands around which part of the local world. */
public record StrictAws(StrictSeed seed) {

    private static final Duration TASK_STARTS_LATE = Duration.ofSeconds(3);

    /** So that what follows can be bounded for each state. */
    public Integrations around(Integrations integrations) {
        return new Integrations(integrations.byPrefix().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> CallingState.told(entry.getValue()))));
    }

    /**
     * Functions as Lambda runs them.
     *
     * @param time that the deployment gives a function
     */
    public LambdaInvoke.Functions around(LambdaInvoke.Functions functions, Function<String, Duration> time) {
        return new PassingFailures(new IdleFunctions(new PayloadLimits(new FunctionTimeouts(functions, time))), seed);
    }

    public EcsRunTask.Tasks around(EcsRunTask.Tasks tasks) {
        return new RefusedTaskStart(new SlowTaskStart(tasks, TASK_STARTS_LATE), seed);
    }

    /** Only control planes of AWS: S3 and Kubernetes answer consistently, and are real here. */
    public Gateways around(Gateways gateways) {
        var throttling = new Throttling(seed);
        return new Gateways(
                throttling.around(
                        SourceCluster.class, new LaggingSourceCluster(gateways.source()), "Ecs", "ThrottlingException"),
                gateways.target(),
                throttling.around(
                        DatabaseHost.class, new BusyDatabaseHost(gateways.databaseHost(), seed), "Rds", "Throttling"),
                gateways.databases(),
                throttling.around(DnsZone.class, new PendingDnsZone(gateways.dnsZone(), seed), "Route53", "Throttling"),
                gateways.nameServers(),
                gateways.httpProbe(),
                gateways.runStore(),
                gateways.secretVault(),
                gateways.notices(),
                gateways.taskTokens(),
                gateways.executions(),
                gateways.ownRights(),
                around(gateways.surroundings(), throttling),
                gateways.clock());
    }

    private static Surroundings around(Surroundings surroundings, Throttling throttling) {
        return new Surroundings(
                throttling.around(ServiceDetails.class, surroundings.services(), "Ecs", "ThrottlingException"),
                surroundings.environmentFiles(),
                throttling.around(RoleGrants.class, surroundings.roles(), "Iam", "Throttling"),
                throttling.around(
                        LoadBalancers.class, surroundings.loadBalancers(), "ElasticLoadBalancingV2", "Throttling"),
                throttling.around(Certificates.class, surroundings.certificates(), "Acm", "ThrottlingException"),
                throttling.around(DatabaseServers.class, surroundings.databaseServers(), "Rds", "Throttling"),
                throttling.around(ZoneRecords.class, surroundings.zone(), "Route53", "Throttling"),
                surroundings.egress(),
                throttling.around(ClusterNodes.class, surroundings.nodes(), "Ec2", "RequestLimitExceeded"),
                throttling.around(ClusterAccess.class, surroundings.clusterAccess(), "Eks", "ThrottlingException"));
    }
}
