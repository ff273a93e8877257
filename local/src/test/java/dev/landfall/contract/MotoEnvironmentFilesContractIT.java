package dev.landfall.contract;

import dev.landfall.gateway.EnvironmentFiles;
import dev.landfall.gateway.aws.AwsConnection;
import dev.landfall.gateway.aws.S3EnvironmentFiles;
import dev.landfall.testing.NeedsTier;
import dev.landfall.testing.Tier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

@NeedsTier(Tier.MOTO)
class MotoEnvironmentFilesContractIT extends EnvironmentFilesContract {

    private AwsConnection connection;

    @BeforeEach
    void build() {
        connection = Moto.fresh();
        var s3 = connection.client(S3Client.builder().forcePathStyle(true));
        s3.createBucket(request -> request.bucket("retool-configuration"));
        s3.putObject(
                request -> request.bucket("retool-configuration").key("production/retool.env"),
                RequestBody.fromBytes(CONTENT.bytes()));
    }

    @Override
    protected EnvironmentFiles files() {
        return PackedArchive.gateway(EnvironmentFiles.class, S3EnvironmentFiles.class, connection);
    }

    @Test
    void everyCallUsesExactlyItsActions() {
        var recorder = new CallRecorder();
        recorder.watch(EnvironmentFiles.class, new S3EnvironmentFiles(connection.shownTo(recorder)))
                .read(ARN);
        recorder.assertUsedExactlyWhatIsListed(EnvironmentFiles.class);
    }
}
