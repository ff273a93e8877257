package dev.landfall.gateway.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.model.failure.OperatorException;
import dev.landfall.model.failure.StillWaitingException;
import org.junit.jupiter.api.Test;

/** What RDS answers that moto does not. */
class RdsDatabaseHostTest {

    private final CannedAws aws = new CannedAws();
    private final RdsDatabaseHost host = new RdsDatabaseHost(aws.connection());

    private static String error(String code, String message) {
        return """
                <ErrorResponse><Error><Type>Sender</Type><Code>%s</Code><Message>%s</Message></Error></ErrorResponse>
                """.formatted(code, message);
    }

    private static String instances(String marker, String instance) {
        return """
                <DescribeDBInstancesResponse><DescribeDBInstancesResult>%s<DBInstances><DBInstance>%s</DBInstance>
                </DBInstances></DescribeDBInstancesResult></DescribeDBInstancesResponse>
                """.formatted(marker, instance);
    }

    @Test
    void instanceOnALaterPageIsFound() {
        aws.then(200, instances("<Marker>more</Marker>", "<DBInstanceIdentifier>being-created</DBInstanceIdentifier>"))
                .then(200, instances("", """
                                <DBInstanceIdentifier>retool</DBInstanceIdentifier><EngineVersion>15.10</EngineVersion>
                                <AllocatedStorage>80</AllocatedStorage><Endpoint><Address>retool.x.rds.amazonaws.com\
                                </Address></Endpoint>
                                """));
        assertThat(host.find("retool.x.rds.amazonaws.com").orElseThrow().allocatedGib())
                .isEqualTo(80);
        assertThat(aws.asked().get(1)).contains("Marker=more");
    }

    @Test
    void databaseThatIsBackingUpMayBeFreeLater() {
        aws.then(400, error("InvalidDBInstanceState", "Instance retool is not in available state, it is backing-up."));
        assertThatThrownBy(() -> host.createSnapshot("retool", "landfall-one"))
                .isInstanceOf(StillWaitingException.class)
                .hasMessageContaining("DATABASE_BUSY")
                .hasMessageContaining("backing-up");
    }

    @Test
    void clusterThatIsBusyMayBeFreeLater() {
        aws.then(400, error("InvalidDBClusterStateFault", "DB cluster is not available."));
        assertThatThrownBy(() -> host.createSnapshot("cluster:retool", "landfall-one"))
                .isInstanceOf(StillWaitingException.class)
                .hasMessageContaining("DATABASE_BUSY");
    }

    @Test
    void quotaOfSnapshotsNeedsAPerson() {
        aws.then(400, error("SnapshotQuotaExceeded", "Cannot create more than 100 manual snapshots"));
        assertThatThrownBy(() -> host.createSnapshot("retool", "landfall-one"))
                .isInstanceOf(OperatorException.class)
                .hasMessageContaining("SNAPSHOT_QUOTA")
                .hasMessageContaining("100 manual snapshots");
    }

    @Test
    void lastingThrottlingMayPassLater() {
        aws.then(400, error("Throttling", "Rate exceeded"));
        assertThatThrownBy(() -> host.find("retool.x.rds.amazonaws.com"))
                .isInstanceOf(StillWaitingException.class)
                .hasMessageContaining("AWS_BUSY");
        assertThat(aws.asked()).hasSize(3);
    }

    @Test
    void denialNamesTheAction() {
        aws.then(
                403,
                error("AccessDenied", "User: arn:x is not authorized to perform: rds:DescribeDBInstances on: arn:y"));
        assertThatThrownBy(() -> host.find("retool.x.rds.amazonaws.com"))
                .isInstanceOf(OperatorException.class)
                .hasMessageContaining("AWS_DENIED")
                .hasMessageContaining("rds:DescribeDBInstances");
    }
}
