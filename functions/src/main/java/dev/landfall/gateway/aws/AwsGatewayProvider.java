package dev.landfall.gateway.aws;

import dev.landfall.gateway.Certificates;
import dev.landfall.gateway.ClusterAccess;
import dev.landfall.gateway.ClusterNodes;
import dev.landfall.gateway.DatabaseHost;
import dev.landfall.gateway.DatabaseServers;
import dev.landfall.gateway.Databases;
import dev.landfall.gateway.DnsZone;
import dev.landfall.gateway.EgressAddresses;
import dev.landfall.gateway.EnvironmentFiles;
import dev.landfall.gateway.Executions;
import dev.landfall.gateway.GatewayProvider;
import dev.landfall.gateway.Gateways;
import dev.landfall.gateway.HttpProbe;
import dev.landfall.gateway.LoadBalancers;
import dev.landfall.gateway.NameServers;
import dev.landfall.gateway.Notices;
import dev.landfall.gateway.OwnRights;
import dev.landfall.gateway.RoleGrants;
import dev.landfall.gateway.RunStore;
import dev.landfall.gateway.SecretVault;
import dev.landfall.gateway.ServiceDetails;
import dev.landfall.gateway.SourceCluster;
import dev.landfall.gateway.Surroundings;
import dev.landfall.gateway.TargetCluster;
import dev.landfall.gateway.TaskTokens;
import dev.landfall.gateway.ZoneRecords;
import dev.landfall.gateway.dns.WireNameServers;
import dev.landfall.gateway.http.JdkHttpProbe;
import dev.landfall.gateway.postgres.PasswordSource;
import dev.landfall.gateway.postgres.PostgresDatabases;
import dev.landfall.gateway.postgres.RdsRoots;
import dev.landfall.model.failure.Problem;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The gateways of a function in AWS. Making them costs nothing: clients and connections come with the first call,
 * which under SnapStart is after the restore. Which cluster, services and zone they reach a run's plan says, never what is
 * deployed by then.
 */
public final class AwsGatewayProvider implements GatewayProvider {

    private static final Duration PROBE_WITHIN = Duration.ofSeconds(10);
    private static final Duration NAME_SERVER_WITHIN = Duration.ofSeconds(3);

    @Override
    public Gateways gateways(Map<String, String> environment) {
        var deployment = Deployment.of(environment);
        var connection = AwsConnection.toAws();
        var clock = Clock.systemUTC();
        var store = Lazily.of(RunStore.class, () -> S3RunStore.inAws(deployment.bucket()));
        return gateways(deployment, connection, store, AwsGatewayProvider::unbound, clock);
    }

    private static PlannedNames unbound() {
        throw Problem.bug("PLAN_NOT_BOUND", "A function reached for what a plan names before it had a plan.")
                .asException();
    }

    private static Gateways gateways(
            Deployment deployment,
            AwsConnection connection,
            RunStore store,
            Supplier<PlannedNames> configuration,
            Clock clock) {
        var vault = Lazily.of(SecretVault.class, () -> new AwsSecretVault(connection, deployment.keys()));
        var target = Lazily.of(
                TargetCluster.class, () -> EksTarget.connect(connection, deployment, configuration.get(), clock));
        return new Gateways(
                Lazily.of(SourceCluster.class, () -> {
                    var settings = configuration.get();
                    return new EcsSourceCluster(
                            connection,
                            settings.sourceCluster(),
                            settings.sourceServices(),
                            settings.sourceSchedules());
                }),
                target,
                Lazily.of(DatabaseHost.class, () -> new RdsDatabaseHost(connection)),
                Lazily.of(
                        Databases.class,
                        () -> new PostgresDatabases(PasswordSource.of(vault, target), Optional.of(RdsRoots.file()))),
                Lazily.of(DnsZone.class, () -> {
                    var settings = configuration.get();
                    return new Route53Zone(connection, settings.zoneId(), settings.domain());
                }),
                Lazily.of(
                        NameServers.class,
                        () -> new WireNameServers(configuration.get().publicResolvers(), NAME_SERVER_WITHIN)),
                Lazily.of(HttpProbe.class, () -> new JdkHttpProbe(PROBE_WITHIN)),
                store,
                vault,
                Lazily.of(Notices.class, () -> new SnsNotices(connection, deployment.topicArn(), deployment.pageUrl())),
                Lazily.of(TaskTokens.class, () -> new StepFunctionsTokens(connection)),
                Lazily.of(Executions.class, () -> new StepFunctionsExecutions(connection, clock)),
                Lazily.of(
                        OwnRights.class,
                        () -> new IamOwnRights(
                                connection, deployment.names(configuration.get().tree()))),
                surroundings(connection, deployment, configuration),
                clock,
                Optional.of(plan -> gateways(deployment, connection, store, () -> new PlannedNames(plan), clock)));
    }

    private static Surroundings surroundings(
            AwsConnection connection, Deployment deployment, Supplier<PlannedNames> configuration) {
        Supplier<String> cluster = () -> configuration.get().sourceCluster();
        return new Surroundings(
                Lazily.of(ServiceDetails.class, () -> new EcsServiceDetails(connection, cluster.get())),
                Lazily.of(EnvironmentFiles.class, () -> new S3EnvironmentFiles(connection)),
                Lazily.of(RoleGrants.class, () -> new IamRoleGrants(connection)),
                Lazily.of(LoadBalancers.class, () -> new ElbLoadBalancers(connection, cluster.get())),
                Lazily.of(Certificates.class, () -> new AcmCertificates(connection)),
                Lazily.of(DatabaseServers.class, () -> new RdsDatabaseServers(connection)),
                Lazily.of(ZoneRecords.class, () -> {
                    var settings = configuration.get();
                    return new Route53ZoneRecords(connection, settings.zoneId(), settings.domain());
                }),
                Lazily.of(EgressAddresses.class, () -> new Ec2EgressAddresses(connection, deployment.subnets())),
                Lazily.of(
                        ClusterNodes.class,
                        () -> new Ec2ClusterNodes(
                                connection, configuration.get().targetCluster())),
                Lazily.of(
                        ClusterAccess.class,
                        () -> new EksClusterAccess(
                                connection, configuration.get().targetCluster())));
    }
}
