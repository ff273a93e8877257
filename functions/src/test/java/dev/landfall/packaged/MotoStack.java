package dev.landfall.packaged;

import dev.landfall.embedded.MotoServer;
import dev.landfall.gateway.aws.AwsConnection;
import dev.landfall.model.RunLayout;
import dev.landfall.testing.PythonTools;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sns.SnsClient;

/** The stack as deployed into moto: bucket with {@code landfall.json}, keys, topic, and the target's cluster. */
final class MotoStack implements AutoCloseable {

    private static final String BUCKET = "landfall-runs";

    static final String CONFIGURATION = """
            {
              "domain": "retool.example.com",
              "source": {"cluster": "retool-production", "services": ["retool"]},
              "target": {"cluster": "retool-blueprint"},
              "approvals": {"approvers": ["alice@example.com", "bob@example.com"]}
            }""";

    private final MotoServer moto;
    private final Map<String, String> environment = new TreeMap<>();

    MotoStack(Path folder) {
        moto = MotoServer.start(PythonTools.program("python"), folder.resolve("moto.log"));
        var connection = AwsConnection.to(moto.endpoint());
        try (var s3 = connection.client(S3Client.builder());
                var kms = connection.client(KmsClient.builder());
                var sns = connection.client(SnsClient.builder());
                var eks = connection.client(EksClient.builder())) {
            s3.createBucket(request -> request.bucket(BUCKET));
            s3.putObject(
                    request -> request.bucket(BUCKET).key(RunLayout.CONFIGURATION),
                    RequestBody.fromString(CONFIGURATION));
            eks.createCluster(request -> request.name("retool-blueprint")
                    .roleArn("arn:aws:iam::123456789012:role/eks")
                    .resourcesVpcConfig(network -> network.subnetIds("subnet-1", "subnet-2")));
            environment.putAll(Map.of(
                    "LANDFALL_BUCKET",
                    BUCKET,
                    "LANDFALL_KEY_ARN",
                    kms.createKey().keyMetadata().arn(),
                    "LANDFALL_TOKEN_KEY_ARN",
                    kms.createKey().keyMetadata().arn(),
                    "LANDFALL_FINGERPRINT_KEY_ARN",
                    macKey(kms),
                    "LANDFALL_LINK_KEY_ARN",
                    macKey(kms),
                    "LANDFALL_TOPIC_ARN",
                    sns.createTopic(request -> request.name("landfall")).topicArn(),
                    "LANDFALL_MOVER_IMAGE_AMD64",
                    "123456789012.dkr.ecr.us-east-1.amazonaws.com/landfall:1",
                    "LANDFALL_SERVICE_ACCOUNT",
                    "landfall-mover",
                    "LANDFALL_PAGE_URL",
                    "https://approve.example.com"));
        }
        environment.putAll(Map.of(
                "AWS_ENDPOINT_URL", moto.endpoint().toString(),
                "AWS_REGION", "us-east-1",
                "AWS_ACCESS_KEY_ID", "local",
                "AWS_SECRET_ACCESS_KEY", "local",
                "AWS_EC2_METADATA_DISABLED", "true"));
    }

    private static String macKey(KmsClient kms) {
        return kms.createKey(request -> request.keySpec(KeySpec.HMAC_256).keyUsage(KeyUsageType.GENERATE_VERIFY_MAC))
                .keyMetadata()
                .arn();
    }

    /** What a deployed function finds in its environment. */
    Map<String, String> environment() {
        return Map.copyOf(environment);
    }

    @Override
    public void close() {
        moto.stop();
    }
}
