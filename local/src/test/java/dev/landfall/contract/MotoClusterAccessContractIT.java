package dev.landfall.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.gateway.ClusterAccess;
import dev.landfall.gateway.aws.AwsConnection;
import dev.landfall.gateway.aws.EksClusterAccess;
import dev.landfall.testing.NeedsTier;
import dev.landfall.testing.Tier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eks.EksClient;

/** moto knows no authentication mode, as a cluster does not that was made before there was one. */
@NeedsTier(Tier.MOTO)
class MotoClusterAccessContractIT {

    private static final String CLUSTER = "retool-blueprint";

    private AwsConnection connection;

    @BeforeEach
    void build() {
        connection = Moto.fresh();
        try (var eks = connection.client(EksClient.builder())) {
            eks.createCluster(request -> request.name(CLUSTER)
                    .roleArn("arn:aws:iam::123456789012:role/eks")
                    .resourcesVpcConfig(network -> network.subnetIds("subnet-1", "subnet-2")));
        }
    }

    @Test
    void modeThatIsNotToldIsEmpty() {
        ClusterAccess access = PackedArchive.gateway(ClusterAccess.class, EksClusterAccess.class, connection, CLUSTER);
        assertThat(access.authenticationMode()).isEmpty();
    }

    @Test
    void missingClusterIsNamed() {
        var access = new EksClusterAccess(connection, "retool-gone");
        assertThatThrownBy(access::authenticationMode)
                .hasMessageContaining("TARGET_CLUSTER_MISSING")
                .hasMessageContaining("retool-gone");
    }

    @Test
    void everyCallUsesExactlyItsActions() {
        var recorder = new CallRecorder();
        recorder.watch(ClusterAccess.class, new EksClusterAccess(connection.shownTo(recorder), CLUSTER))
                .authenticationMode();
        recorder.assertUsedExactlyWhatIsListed(ClusterAccess.class);
    }
}
