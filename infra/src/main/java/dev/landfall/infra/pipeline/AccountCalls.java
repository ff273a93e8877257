package dev.landfall.infra.pipeline;

import dev.landfall.infra.guard.LandfallRoles;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.customresources.AwsCustomResource;
import software.amazon.awscdk.customresources.AwsCustomResourcePolicy;
import software.amazon.awscdk.customresources.AwsSdkCall;
import software.amazon.awscdk.customresources.PhysicalResourceId;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.s3.IBucket;
import software.constructs.Construct;

/** What a deployment does in the account beside making resources: one call each, by CDK's own function. */
public final class AccountCalls {

    /** EKS asks for two subnets at least, so the first two are always there. */
    private static final String FIRST_SUBNET = "cluster.resourcesVpcConfig.subnetIds.0";

    private static final String SECOND_SUBNET = "cluster.resourcesVpcConfig.subnetIds.1";
    private static final String SECURITY_GROUP = "cluster.resourcesVpcConfig.clusterSecurityGroupId";

    private final Construct scope;
    private final LogGroup logs;
    private final Role role;

    public AccountCalls(Construct scope, LogGroups groups) {
        this.scope = scope;
        this.logs = groups.create(
                scope, "DeploymentLogs", "/aws/lambda/" + groups.deployment().named("deployment"));
        this.role = Role.Builder.create(scope, "DeploymentRole")
                .roleName(new LandfallRoles(Stack.of(scope), groups.deployment()).name(LandfallRoles.DEPLOYMENT))
                .description("Landfall: what a deployment does in the account beside making resources")
                .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
                .build();
        // CDK's own role may make log groups: a last line after a removal then brings the group back, and the next
        // deployment ends with "already exists".
        role.addToPolicy(PolicyStatement.Builder.create()
                .actions(List.of("logs:CreateLogStream", "logs:PutLogEvents"))
                .resources(List.of(logs.getLogGroupArn()))
                .build());
    }

    /** Writes the configuration into the run bucket, where every run reads it. */
    public void writeConfiguration(IBucket bucket, IKey key, Map<String, Object> configuration) {
        var stack = Stack.of(scope);
        call(
                "Configuration",
                new Call(
                        "S3",
                        "PutObject",
                        Map.of(
                                "Bucket",
                                bucket.getBucketName(),
                                "Key",
                                "landfall.json",
                                "ContentType",
                                "application/json",
                                "Body",
                                stack.toJsonString(configuration, 2)),
                        "landfall.json"),
                List.of("VersionId"),
                statement("s3:PutObject", bucket.arnForObjects("landfall.json")),
                statement("kms:GenerateDataKey", key.getKeyArn()));
    }

    /** The first two subnets of the cluster and its own security group, which nodes and pods have as well. */
    public TargetNetwork networkOf(String cluster) {
        var stack = Stack.of(scope);
        var described = call(
                "TargetNetwork",
                new Call("EKS", "DescribeCluster", Map.of("name", cluster), cluster),
                List.of(FIRST_SUBNET, SECOND_SUBNET, SECURITY_GROUP),
                statement(
                        "eks:DescribeCluster",
                        "arn:%s:eks:%s:%s:cluster/%s"
                                .formatted(stack.getPartition(), stack.getRegion(), stack.getAccount(), cluster)));
        return new TargetNetwork(
                List.of(described.getResponseField(FIRST_SUBNET), described.getResponseField(SECOND_SUBNET)),
                List.of(described.getResponseField(SECURITY_GROUP)));
    }

    private record Call(String service, String action, Map<String, Object> parameters, String physicalId) {}

    /**
     * Made when the stack is created and at every update that changes it.
     *
     * @param outputPaths what of the answer counts: CloudFormation takes 4,096 bytes, and a cluster's description is more
     */
    private AwsCustomResource call(String id, Call call, List<String> outputPaths, PolicyStatement... statements) {
        var made = AwsSdkCall.builder()
                .service(call.service())
                .action(call.action())
                .parameters(call.parameters())
                .physicalResourceId(PhysicalResourceId.of(call.physicalId()))
                .outputPaths(outputPaths)
                .build();
        return AwsCustomResource.Builder.create(scope, id)
                .onCreate(made)
                .onUpdate(made)
                .installLatestAwsSdk(false)
                .timeout(Duration.minutes(2))
                .logGroup(logs)
                .role(role)
                .policy(AwsCustomResourcePolicy.fromStatements(List.of(statements)))
                .build();
    }

    private static PolicyStatement statement(String action, String resource) {
        return PolicyStatement.Builder.create()
                .actions(List.of(action))
                .resources(List.of(resource))
                .build();
    }
}
