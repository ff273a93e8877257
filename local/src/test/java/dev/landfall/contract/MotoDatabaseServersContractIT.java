package dev.landfall.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.gateway.DatabaseServers;
import dev.landfall.gateway.aws.AwsConnection;
import dev.landfall.gateway.aws.RdsDatabaseServers;
import dev.landfall.testing.NeedsTier;
import dev.landfall.testing.Tier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.ApplyMethod;

@NeedsTier(Tier.MOTO)
@SuppressWarnings("unchecked") // The SDK takes builders' consumers as varargs.
class MotoDatabaseServersContractIT extends DatabaseServersContract {

    private static final String AURORA = "retool-aurora";

    private AwsConnection connection;
    private RdsClient rds;
    private String endpointHost;

    @BeforeEach
    void build() {
        connection = Moto.fresh();
        rds = connection.client(RdsClient.builder());
        rds.createDBParameterGroup(request -> request.dbParameterGroupName("retool")
                .dbParameterGroupFamily("postgres15")
                .description("Retool"));
        rds.modifyDBParameterGroup(request -> request.dbParameterGroupName("retool")
                .parameters(parameter -> parameter
                        .parameterName("rds.force_ssl")
                        .parameterValue("1")
                        .applyMethod(ApplyMethod.IMMEDIATE)));
        endpointHost = rds.createDBInstance(request -> request.dbInstanceIdentifier(INSTANCE)
                        .engine("postgres")
                        .engineVersion("15.10")
                        .dbInstanceClass("db.m5.large")
                        .dbParameterGroupName("retool")
                        .allocatedStorage(80)
                        .masterUsername("retool")
                        .masterUserPassword("a password")
                        .caCertificateIdentifier("rds-ca-ecc384-g1")
                        .storageEncrypted(true))
                .dbInstance()
                .endpoint()
                .address();
    }

    private String buildAurora() {
        rds.createDBClusterParameterGroup(request -> request.dbClusterParameterGroupName(AURORA)
                .dbParameterGroupFamily("aurora-postgresql14")
                .description("Retool"));
        var endpoint = rds.createDBCluster(request -> request.dbClusterIdentifier(AURORA)
                        .dbClusterParameterGroupName(AURORA)
                        .engine("aurora-postgresql")
                        .engineVersion("14.6")
                        .masterUsername("retool")
                        .manageMasterUserPassword(true))
                .dbCluster()
                .endpoint();
        rds.createDBInstance(request -> request.dbInstanceIdentifier(AURORA + "-0")
                .dbClusterIdentifier(AURORA)
                .engine("aurora-postgresql")
                .dbInstanceClass("db.r6g.large"));
        return endpoint;
    }

    @Override
    protected DatabaseServers servers() {
        return PackedArchive.gateway(DatabaseServers.class, RdsDatabaseServers.class, connection);
    }

    @Override
    protected String endpointHost() {
        return endpointHost;
    }

    @Test
    void parametersThatSomebodySetAreRead() {
        assertThat(servers().at(endpointHost).orElseThrow().parameters()).containsEntry("rds.force_ssl", "1");
    }

    @Test
    void certificateThatTheServerShowsIsTold() {
        assertThat(servers().at(endpointHost).orElseThrow().certificate())
                .map(DatabaseServers.ServerCertificate::authority)
                .contains("rds-ca-ecc384-g1");
    }

    @Test
    void clusterGrowsByItselfAndHasItsMembersClass() {
        var cluster = servers().at(buildAurora()).orElseThrow();
        assertThat(cluster.id()).isEqualTo("cluster:" + AURORA);
        assertThat(cluster.engineVersion()).isEqualTo("14.6");
        assertThat(cluster.instanceClass()).isEqualTo("db.r6g.large");
        assertThat(cluster.growsByItself()).isTrue();
        assertThat(cluster.allocatedGib()).isZero();
        assertThat(cluster.masterSecret()).isPresent();
    }

    @Test
    void everyCallUsesExactlyItsActions() {
        var aurora = buildAurora();
        var recorder = new CallRecorder();
        var servers = recorder.watch(DatabaseServers.class, new RdsDatabaseServers(connection.shownTo(recorder)));
        servers.at(endpointHost);
        servers.at(aurora);
        recorder.assertUsedExactlyWhatIsListed(DatabaseServers.class);
    }
}
