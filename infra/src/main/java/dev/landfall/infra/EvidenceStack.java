package dev.landfall.infra;

import dev.landfall.infra.guard.KeyGuard;
import dev.landfall.infra.guard.LandfallRoles;
import dev.landfall.infra.guard.RunBucketGuard;
import dev.landfall.model.DeploymentName;
import dev.landfall.model.rights.AwsResource;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.kms.KeySpec;
import software.amazon.awscdk.services.kms.KeyUsage;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.amazon.awscdk.services.s3.ObjectOwnership;
import software.amazon.awscdk.services.s3.StorageClass;
import software.amazon.awscdk.services.s3.Transition;
import software.constructs.Construct;

/** What outlives the pipeline: the run bucket with the reports, and the keys that open it. Removing the stack keeps them. */
public final class EvidenceStack extends Stack {

    static final int DATA_DAYS = 14;

    private final Key key;
    private final Key tokenKey;
    private final Key fingerprintKey;
    private final Key linkKey;
    private final Bucket bucket;

    EvidenceStack(Construct scope, String id, StackProps properties, DeploymentName deployment) {
        super(scope, id, properties);
        var roles = new LandfallRoles(this, deployment);
        this.key = Key.Builder.create(this, "Key")
                .description("Landfall: encrypts the run bucket and kept secrets")
                .enableKeyRotation(true)
                .removalPolicy(RemovalPolicy.RETAIN)
                .build();
        // Alarms and notices are published into an encrypted topic.
        key.addToResourcePolicy(PolicyStatement.Builder.create()
                .principals(List.of(new ServicePrincipal("cloudwatch.amazonaws.com")))
                .actions(List.of("kms:Decrypt", "kms:GenerateDataKey"))
                .resources(List.of("*"))
                .conditions(Map.of("StringEquals", Map.of("aws:SourceAccount", getAccount())))
                .build());
        this.tokenKey = Key.Builder.create(this, "TokenKey")
                .description("Landfall: encrypts the tokens of states that wait for people")
                .enableKeyRotation(true)
                .removalPolicy(RemovalPolicy.RETAIN)
                .build();
        this.fingerprintKey = macKey(
                "FingerprintKey", "Landfall: fingerprints of secrets, so that equal ones are known without being seen");
        this.linkKey = macKey("LinkKey", "Landfall: signs the links of approval mails");
        var guard = new KeyGuard(roles);
        guard.ofTokens(tokenKey);
        guard.ofCodes(fingerprintKey, AwsResource.FINGERPRINT_KEY);
        guard.ofCodes(linkKey, AwsResource.LINK_KEY);
        this.bucket = runBucket(accessLogs());
        new RunBucketGuard(bucket, roles).apply();
        output(
                "RunBucketName",
                bucket.getBucketName(),
                "Reports and evidence of every run. It stays when the stacks are destroyed.");
        output("KeyArn", key.getKeyArn(), "Opens the run bucket. It stays when the stacks are destroyed.");
    }

    public Key key() {
        return key;
    }

    public Key tokenKey() {
        return tokenKey;
    }

    public Key fingerprintKey() {
        return fingerprintKey;
    }

    public Key linkKey() {
        return linkKey;
    }

    public Bucket bucket() {
        return bucket;
    }

    private Key macKey(String id, String description) {
        return Key.Builder.create(this, id)
                .description(description)
                .keySpec(KeySpec.HMAC_256)
                .keyUsage(KeyUsage.GENERATE_VERIFY_MAC)
                .removalPolicy(RemovalPolicy.RETAIN)
                .build();
    }

    private Bucket accessLogs() {
        return Bucket.Builder.create(this, "AccessLogs")
                // S3 delivers access logs only into buckets with S3's own encryption.
                .encryption(BucketEncryption.S3_MANAGED)
                .enforceSsl(true)
                .minimumTlsVersion(1.2)
                .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
                .objectOwnership(ObjectOwnership.BUCKET_OWNER_ENFORCED)
                .lifecycleRules(List.of(LifecycleRule.builder()
                        .id("expire")
                        .expiration(Duration.days(365))
                        .build()))
                .removalPolicy(RemovalPolicy.RETAIN)
                .build();
    }

    private Bucket runBucket(Bucket logs) {
        return Bucket.Builder.create(this, "RunBucket")
                .encryption(BucketEncryption.KMS)
                .encryptionKey(key)
                .bucketKeyEnabled(true)
                .versioned(true)
                .enforceSsl(true)
                .minimumTlsVersion(1.2)
                .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
                .objectOwnership(ObjectOwnership.BUCKET_OWNER_ENFORCED)
                .serverAccessLogsBucket(logs)
                .serverAccessLogsPrefix("run-bucket/")
                .lifecycleRules(RunLifecycle.rules())
                .removalPolicy(RemovalPolicy.RETAIN)
                .build();
    }

    private void output(String id, String value, String description) {
        CfnOutput.Builder.create(this, id).value(value).description(description).build();
    }

    /** Reports stay; what a copy can be made of again goes. */
    private static final class RunLifecycle {

        static List<LifecycleRule> rules() {
            return List.of(
                    LifecycleRule.builder()
                            .id("expire-data-segments")
                            .tagFilters(Map.of("landfall", "data"))
                            .expiration(Duration.days(DATA_DAYS))
                            .noncurrentVersionExpiration(Duration.days(1))
                            .build(),
                    LifecycleRule.builder()
                            .id("expire-replaced-versions")
                            .noncurrentVersionExpiration(Duration.days(90))
                            .expiredObjectDeleteMarker(true)
                            .abortIncompleteMultipartUploadAfter(Duration.days(1))
                            .build(),
                    LifecycleRule.builder()
                            .id("old-reports-cost-less")
                            .transitions(List.of(Transition.builder()
                                    .storageClass(StorageClass.INTELLIGENT_TIERING)
                                    .transitionAfter(Duration.days(30))
                                    .build()))
                            .build());
        }
    }
}
