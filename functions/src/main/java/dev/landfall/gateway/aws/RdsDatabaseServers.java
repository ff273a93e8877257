package dev.landfall.gateway.aws;

import dev.landfall.gateway.DatabaseServers;
import dev.landfall.gateway.aws.RdsEndpoints.Found;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.CertificateDetails;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DBParameterGroupStatus;
import software.amazon.awssdk.services.rds.model.MasterUserSecret;
import software.amazon.awssdk.services.rds.model.Parameter;

/** What RDS tells of instances and clusters; ids are those of {@link RdsDatabaseHost}. */
public final class RdsDatabaseServers implements DatabaseServers {

    /** Parameters that somebody set; the engine's own defaults are left out. */
    private static final String SET_BY_SOMEBODY = "user";

    private final Supplier<RdsClient> rds;
    private final RdsEndpoints endpoints;

    public RdsDatabaseServers(AwsConnection connection) {
        rds = new Later<>(() -> connection.client(RdsClient.builder()));
        endpoints = new RdsEndpoints(rds);
    }

    @Override
    public Optional<DatabaseServer> at(String endpointHost) {
        return endpoints.find(endpointHost).map(found -> switch (found) {
            case Found.Instance(var instance) -> instance(instance);
            case Found.Cluster(var cluster, var member) -> cluster(cluster, member);
        });
    }

    private DatabaseServer instance(DBInstance instance) {
        return new DatabaseServer(
                instance.dbInstanceIdentifier(),
                instance.engine(),
                instance.engineVersion(),
                instance.dbInstanceClass(),
                RdsDatabaseHost.gib(instance.allocatedStorage()),
                Optional.ofNullable(instance.maxAllocatedStorage()),
                Boolean.TRUE.equals(instance.storageEncrypted()),
                Boolean.TRUE.equals(instance.deletionProtection()),
                Boolean.TRUE.equals(instance.multiAZ()),
                RdsDatabaseHost.gib(instance.backupRetentionPeriod()),
                parameters(groups(instance)),
                arn(instance.masterUserSecret()),
                certificate(instance));
    }

    private DatabaseServer cluster(DBCluster cluster, Optional<DBInstance> member) {
        return new DatabaseServer(
                RdsSnapshots.CLUSTER + cluster.dbClusterIdentifier(),
                cluster.engine(),
                cluster.engineVersion(),
                Optional.ofNullable(cluster.dbClusterInstanceClass())
                        .or(() -> member.map(DBInstance::dbInstanceClass))
                        .orElse("none"),
                cluster.engine().startsWith("aurora") ? 0 : RdsDatabaseHost.gib(cluster.allocatedStorage()),
                Optional.empty(),
                Boolean.TRUE.equals(cluster.storageEncrypted()),
                Boolean.TRUE.equals(cluster.deletionProtection()),
                Boolean.TRUE.equals(cluster.multiAZ()),
                RdsDatabaseHost.gib(cluster.backupRetentionPeriod()),
                parameters(Stream.concat(
                        clusterParameters(cluster), member.stream().flatMap(this::groups))),
                arn(cluster.masterUserSecret()),
                member.flatMap(RdsDatabaseServers::certificate));
    }

    private Stream<Parameter> groups(DBInstance instance) {
        List<DBParameterGroupStatus> groups = instance.dbParameterGroups();
        return groups.stream()
                .map(DBParameterGroupStatus::dbParameterGroupName)
                .filter(RdsDatabaseServers::canBeChanged)
                .flatMap(group -> AwsProblem.guard(
                        "describe the parameter group " + group,
                        () -> rds
                                .get()
                                .describeDBParametersPaginator(request ->
                                        request.dbParameterGroupName(group).source(SET_BY_SOMEBODY))
                                .parameters()
                                .stream()
                                .toList())
                        .stream());
    }

    private Stream<Parameter> clusterParameters(DBCluster cluster) {
        var group = cluster.dbClusterParameterGroup();
        return group == null || !canBeChanged(group)
                ? Stream.empty()
                : AwsProblem.guard(
                        "describe the parameter group " + group,
                        () -> rds
                                .get()
                                .describeDBClusterParametersPaginator(
                                        request -> request.dbClusterParameterGroupName(group)
                                                .source(SET_BY_SOMEBODY))
                                .parameters()
                                .stream()
                                .toList())
                        .stream();
    }

    private static boolean canBeChanged(String group) {
        return !group.startsWith("default.");
    }

    /** A member's own group wins over its cluster's. */
    private static Map<String, String> parameters(Stream<Parameter> parameters) {
        return parameters
                .filter(parameter -> parameter.parameterValue() != null)
                .collect(Collectors.toMap(
                        Parameter::parameterName, Parameter::parameterValue, (clusters, members) -> members));
    }

    private static Optional<ServerCertificate> certificate(DBInstance instance) {
        return Optional.ofNullable(instance.caCertificateIdentifier())
                .map(authority -> new ServerCertificate(
                        authority,
                        Optional.ofNullable(instance.certificateDetails()).map(CertificateDetails::validTill)));
    }

    private static Optional<String> arn(@Nullable MasterUserSecret secret) {
        return Optional.ofNullable(secret).map(MasterUserSecret::secretArn);
    }
}
