package dev.landfall.gateway.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.embedded.MotoServer;
import dev.landfall.model.failure.OperatorException;
import dev.landfall.testing.NeedsTier;
import dev.landfall.testing.PythonTools;
import dev.landfall.testing.Tier;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.eks.EksClient;

@NeedsTier(Tier.MOTO)
class MotoEksClustersIT {

    @TempDir
    Path folder;

    private MotoServer moto;
    private AwsConnection connection;

    @BeforeEach
    void startMoto() {
        moto = MotoServer.start(PythonTools.program("python"), folder.resolve("moto.log"));
        connection = AwsConnection.to(moto.endpoint());
    }

    @AfterEach
    void stopMoto() {
        moto.stop();
    }

    @Test
    void addressIsThatOfTheClustersApi() {
        try (var eks = connection.client(EksClient.builder())) {
            eks.createCluster(request -> request.name("retool-blueprint")
                    .roleArn("arn:aws:iam::123456789012:role/eks")
                    .resourcesVpcConfig(network -> network.subnetIds("subnet-1", "subnet-2")));
        }
        var address = new EksClusters(connection).address("retool-blueprint");
        assertThat(address.endpoint().getScheme()).isEqualTo("https");
        assertThat(address.certificate()).isNotBlank();
    }

    @Test
    void missingClusterIsNamed() {
        assertThatThrownBy(() -> new EksClusters(connection).address("retool-gone"))
                .isInstanceOf(OperatorException.class)
                .hasMessageContaining("TARGET_CLUSTER_MISSING")
                .hasMessageContaining("retool-gone");
    }
}
