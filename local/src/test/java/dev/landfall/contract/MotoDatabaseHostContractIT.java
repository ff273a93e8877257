package dev.landfall.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.gateway.Change;
import dev.landfall.gateway.DatabaseHost;
import dev.landfall.gateway.aws.AwsConnection;
import dev.landfall.gateway.aws.RdsDatabaseHost;
import dev.landfall.model.failure.OperatorException;
import dev.landfall.testing.NeedsTier;
import dev.landfall.testing.Tier;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.rds.RdsClient;

@NeedsTier(Tier.MOTO)
class MotoDatabaseHostContractIT extends DatabaseHostContract {

    private static final String AURORA = "retool-aurora";

    private AwsConnection connection;
    private RdsClient rds;
    private String endpointHost;

    @BeforeEach
    void build() {
        connection = Moto.fresh();
        rds = connection.client(RdsClient.builder());
        endpointHost = rds.createDBInstance(request -> request.dbInstanceIdentifier(INSTANCE)
                        .engine("postgres")
                        .engineVersion("15.10")
                        .dbInstanceClass("db.m6g.large")
                        .allocatedStorage(120)
                        .masterUsername("retool")
                        .masterUserPassword("a password")
                        .deletionProtection(true)
                        .storageEncrypted(true))
                .dbInstance()
                .endpoint()
                .address();
    }

    private void buildAurora() {
        rds.createDBCluster(request -> request.dbClusterIdentifier(AURORA)
                .engine("aurora-postgresql")
                .engineVersion("14.6")
                .masterUsername("retool")
                .masterUserPassword("a password"));
        rds.createDBInstance(request -> request.dbInstanceIdentifier(AURORA + "-0")
                .dbClusterIdentifier(AURORA)
                .engine("aurora-postgresql")
                .dbInstanceClass("db.r6g.large"));
    }

    @Override
    protected DatabaseHost host() {
        return PackedArchive.gateway(DatabaseHost.class, RdsDatabaseHost.class, connection);
    }

    @Override
    protected String endpointHost() {
        return endpointHost;
    }

    @Test
    void factsAreTheInstances() {
        var found = host().find(endpointHost.toUpperCase(Locale.ROOT) + ".").orElseThrow();
        assertThat(found.engineVersion()).isEqualTo("15.10");
        assertThat(found.allocatedGib()).isEqualTo(120);
        assertThat(found.deletionProtection()).isTrue();
        assertThat(found.encrypted()).isTrue();
    }

    @Test
    void clusterIsFoundByEachOfItsEndpoints() {
        buildAurora();
        var cluster = rds.describeDBClusters(request -> {}).dbClusters().getFirst();
        var member = rds.describeDBInstances(request -> request.dbInstanceIdentifier(AURORA + "-0"))
                .dbInstances()
                .getFirst();

        assertThat(host().find(cluster.endpoint()).orElseThrow().id()).isEqualTo("cluster:" + AURORA);
        assertThat(host().find(cluster.readerEndpoint()).orElseThrow().id()).isEqualTo("cluster:" + AURORA);
        assertThat(host().find(member.endpoint().address()).orElseThrow().id()).isEqualTo("cluster:" + AURORA);
    }

    @Test
    void clusterHasSnapshotsOfItsOwnKind() {
        buildAurora();
        var host = host();
        assertThat(host.createSnapshot("cluster:" + AURORA, "landfall-one")).isEqualTo(Change.CREATED);
        assertThat(host.createSnapshot("cluster:" + AURORA, "landfall-one")).isEqualTo(Change.UNCHANGED);
        assertThat(host.snapshotStatus("landfall-one")).hasValue("available");
        assertThat(rds.describeDBClusterSnapshots(request -> request.dbClusterSnapshotIdentifier("landfall-one"))
                        .dbClusterSnapshots())
                .hasSize(1);
    }

    @Test
    void snapshotOfAMissingClusterIsRefused() {
        assertThatThrownBy(() -> host().createSnapshot("cluster:nobody", "landfall-two"))
                .isInstanceOf(OperatorException.class)
                .hasMessageContaining("DATABASE_INSTANCE_MISSING");
    }

    @Test
    void everyCallUsesExactlyItsActions() {
        buildAurora();
        var recorder = new CallRecorder();
        var host = recorder.watch(DatabaseHost.class, new RdsDatabaseHost(connection.shownTo(recorder)));

        host.find("elsewhere.example.net");
        host.createSnapshot(INSTANCE, "landfall-one");
        host.createSnapshot("cluster:" + AURORA, "landfall-two");
        host.snapshotStatus("landfall-two");

        recorder.assertUsedExactlyWhatIsListed(DatabaseHost.class);
    }
}
