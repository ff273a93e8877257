package dev.landfall.gateway.aws;

import dev.landfall.gateway.Certificates;
import dev.landfall.gateway.ClusterAccess;
import dev.landfall.gateway.ClusterNodes;
import dev.landfall.gateway.DatabaseHost;
import dev.landfall.gateway.DatabaseServers;
import dev.landfall.gateway.DnsZone;
import dev.landfall.gateway.EgressAddresses;
import dev.landfall.gateway.EnvironmentFiles;
import dev.landfall.gateway.Executions;
import dev.landfall.gateway.LoadBalancers;
import dev.landfall.gateway.Notices;
import dev.landfall.gateway.OwnRights;
import dev.landfall.gateway.RoleGrants;
import dev.landfall.gateway.RunStore;
import dev.landfall.gateway.SecretVault;
import dev.landfall.gateway.ServiceDetails;
import dev.landfall.gateway.SourceCluster;
import dev.landfall.gateway.TaskTokens;
import dev.landfall.gateway.ZoneRecords;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The IAM actions that each call of a gateway uses: no more, as tests show that record the calls, and with these alone a
 * function can do its work. A function's policy is the sum of the calls that it makes.
 */
public enum GatewayCall {
    RUN_LOCATION(RunStore.class, "location"),
    RUN_READ(RunStore.class, "read", "s3:GetObject"),
    RUN_WRITE(RunStore.class, "write", "s3:GetObject", "s3:PutObject"),
    RUN_WRITE_IF_ABSENT(RunStore.class, "writeIfAbsent", "s3:PutObject"),
    RUN_DELETE(RunStore.class, "delete", "s3:DeleteObject", "s3:GetObject"),
    RUN_LIST(RunStore.class, "list", "s3:ListBucket"),
    RUN_FILES(RunStore.class, "files", "s3:ListBucket"),
    RUN_FOLDERS(RunStore.class, "folders", "s3:ListBucket"),

    SECRET_RESOLVE(SecretVault.class, "resolve", "secretsmanager:GetSecretValue", "ssm:GetParameter"),
    SECRET_KEEP(SecretVault.class, "keep", "secretsmanager:CreateSecret", "secretsmanager:PutSecretValue"),
    SECRET_ENCRYPT(SecretVault.class, "encrypt", "kms:Encrypt"),
    SECRET_DECRYPT(SecretVault.class, "decrypt", "kms:Decrypt"),
    SECRET_FINGERPRINT(SecretVault.class, "fingerprint", "kms:GenerateMac"),
    SECRET_SIGN(SecretVault.class, "sign", "kms:GenerateMac"),
    SECRET_VERIFY(SecretVault.class, "verify", "kms:VerifyMac"),

    NOTICES_PAGE(Notices.class, "approvalPage"),
    NOTICES_PAGE_SILENCE(Notices.class, "pageSilence"),
    NOTICES_CONFIRMED_ADDRESSES(Notices.class, "confirmedAddresses", "sns:ListSubscriptionsByTopic"),
    NOTICES_UNPROTECTED_ADDRESSES(
            Notices.class, "unprotectedAddresses", "sns:GetSubscriptionAttributes", "sns:ListSubscriptionsByTopic"),
    NOTICES_LISTENERS(Notices.class, "listeners", "sns:GetSubscriptionAttributes", "sns:ListSubscriptionsByTopic"),
    NOTICES_SEND(Notices.class, "send", "sns:Publish"),
    NOTICES_ANNOUNCE(Notices.class, "announce", "events:PutEvents"),
    TOKENS_SUCCEED(TaskTokens.class, "succeed", "states:SendTaskSuccess"),
    TOKENS_FAIL(TaskTokens.class, "fail", "states:SendTaskFailure"),
    EXECUTIONS_STATUS(Executions.class, "status", "states:DescribeExecution"),
    EXECUTIONS_OUTPUT(Executions.class, "output", "states:DescribeExecution"),
    EXECUTIONS_STATES(Executions.class, "states", "states:GetExecutionHistory"),
    EXECUTIONS_START_ROLLBACK(Executions.class, "startRollback", "states:StartExecution"),
    EXECUTIONS_STARTER(Executions.class, "starter", "cloudtrail:LookupEvents"),

    OWN_RIGHTS_DENIED(OwnRights.class, "denied", "iam:SimulatePrincipalPolicy"),

    SOURCE_NAME(SourceCluster.class, "name"),
    SOURCE_SERVICES(
            SourceCluster.class,
            "services",
            "application-autoscaling:DescribeScalableTargets",
            "ecs:DescribeServices",
            "ecs:DescribeTaskDefinition"),
    SOURCE_SCALE(SourceCluster.class, "scale", "ecs:DescribeServices", "ecs:UpdateService"),
    SOURCE_SUSPEND_SCALING(
            SourceCluster.class,
            "suspendScaling",
            "application-autoscaling:DescribeScalableTargets",
            "application-autoscaling:RegisterScalableTarget"),
    SOURCE_SCHEDULES(
            SourceCluster.class,
            "schedules",
            "ecs:DescribeClusters",
            "events:DescribeRule",
            "events:ListRuleNamesByTarget",
            "scheduler:GetSchedule",
            "scheduler:ListSchedules"),
    SOURCE_ENABLE_SCHEDULE(
            SourceCluster.class,
            "enableSchedule",
            "events:DescribeRule",
            "events:DisableRule",
            "events:EnableRule",
            "scheduler:GetSchedule",
            "scheduler:UpdateSchedule"),
    SOURCE_MOVER_TASKS(SourceCluster.class, "moverTasks", "ecs:DescribeTasks", "ecs:ListTasks"),
    SOURCE_STOP_MOVER_TASK(SourceCluster.class, "stopMoverTask", "ecs:DescribeTasks", "ecs:StopTask"),

    DATABASE_FIND(DatabaseHost.class, "find", "rds:DescribeDBClusters", "rds:DescribeDBInstances"),
    DATABASE_CREATE_SNAPSHOT(
            DatabaseHost.class, "createSnapshot", "rds:CreateDBClusterSnapshot", "rds:CreateDBSnapshot"),
    DATABASE_SNAPSHOT_STATUS(
            DatabaseHost.class, "snapshotStatus", "rds:DescribeDBClusterSnapshots", "rds:DescribeDBSnapshots"),

    DNS_ZONE_ID(DnsZone.class, "zoneId", "route53:ListHostedZones"),
    DNS_NAME_SERVERS(DnsZone.class, "nameServers", "route53:GetHostedZone", "route53:ListHostedZones"),
    DNS_RECORDS(DnsZone.class, "records", "route53:ListHostedZones", "route53:ListResourceRecordSets"),
    DNS_APPLY(
            DnsZone.class,
            "apply",
            "elasticloadbalancing:DescribeLoadBalancers",
            "route53:ChangeResourceRecordSets",
            "route53:ListHostedZones",
            "route53:ListResourceRecordSets"),
    DNS_PLAN(DnsZone.class, "plan", "route53:ListHostedZones", "route53:ListResourceRecordSets"),
    DNS_IN_SYNC(DnsZone.class, "inSync", "route53:GetChange"),

    SERVICE_DETAILS(
            ServiceDetails.class,
            "of",
            "application-autoscaling:DescribeScalableTargets",
            "ecs:DescribeServices",
            "ecs:DescribeTaskDefinition",
            "ecs:DescribeTasks",
            "ecs:ListTasks"),
    ENVIRONMENT_FILES_READ(EnvironmentFiles.class, "read", "s3:GetObject"),
    ROLE_GRANTS(
            RoleGrants.class,
            "of",
            "iam:GetPolicy",
            "iam:GetPolicyVersion",
            "iam:GetRolePolicy",
            "iam:ListAttachedRolePolicies",
            "iam:ListRolePolicies"),
    LOAD_BALANCER_OF_SERVICE(
            LoadBalancers.class,
            "ofService",
            loadBalancer("ecs:DescribeServices", "elasticloadbalancing:DescribeTargetGroups")),
    LOAD_BALANCER_NAMED(LoadBalancers.class, "named", loadBalancer()),
    CERTIFICATES_COVERING(Certificates.class, "covering", "acm:DescribeCertificate", "acm:ListCertificates"),
    DATABASE_SERVER_AT(
            DatabaseServers.class,
            "at",
            "rds:DescribeDBClusterParameters",
            "rds:DescribeDBClusters",
            "rds:DescribeDBInstances",
            "rds:DescribeDBParameters"),
    ZONE_APEX(ZoneRecords.class, "apex", "route53:GetHostedZone", "route53:ListHostedZones"),
    ZONE_AT_AND_BELOW(ZoneRecords.class, "atAndBelow", "route53:ListHostedZones", "route53:ListResourceRecordSets"),
    EGRESS_ADDRESSES(
            EgressAddresses.class, "of", "ec2:DescribeNatGateways", "ec2:DescribeRouteTables", "ec2:DescribeSubnets"),
    CLUSTER_NODES(ClusterNodes.class, "running", "ec2:DescribeInstances"),
    EGRESS_OF_FUNCTIONS(EgressAddresses.class, "ofFunctions", "ec2:DescribeRouteTables", "ec2:DescribeSubnets"),
    CLUSTER_AUTHENTICATION_MODE(ClusterAccess.class, "authenticationMode", "eks:DescribeCluster");

    private final Class<?> gateway;
    private final String method;
    private final String actions;

    GatewayCall(Class<?> gateway, String method, String... actions) {
        this.gateway = gateway;
        this.method = method;
        this.actions = String.join(" ", actions);
    }

    private static String[] loadBalancer(String... more) {
        return Stream.concat(
                        Stream.of(more),
                        Stream.of(
                                "ec2:DescribeSecurityGroups",
                                "elasticloadbalancing:DescribeListenerCertificates",
                                "elasticloadbalancing:DescribeListeners",
                                "elasticloadbalancing:DescribeLoadBalancerAttributes",
                                "elasticloadbalancing:DescribeLoadBalancers",
                                "elasticloadbalancing:DescribeRules",
                                "wafv2:GetWebACLForResource"))
                .toArray(String[]::new);
    }

    /** The gateway's interface. */
    public Class<?> gateway() {
        return gateway;
    }

    /** The interface's method. */
    public String method() {
        return method;
    }

    /** Of the calls to AWS that it makes, as {@code service:Action}, sorted. */
    public Set<String> actions() {
        return actions.isEmpty() ? Set.of() : new TreeSet<>(List.of(actions.split(" ")));
    }

    /** What AWS asks for beside that, and no emulator does. */
    public Set<String> implied() {
        return switch (this) {
            // A record that becomes an alias needs the zone of its load balancer.
            case DNS_PLAN -> Set.of("elasticloadbalancing:DescribeLoadBalancers");
            // A schedule may be encrypted under a key of the account's owner.
            case SOURCE_SCHEDULES -> Set.of("kms:Decrypt");
            // It is replaced whole, and with it the role that its target is called with.
            case SOURCE_ENABLE_SCHEDULE ->
                Set.of("iam:PassRole", "kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey");
            // Without s3:ListBucket an object that is not there is "access denied"; the bucket encrypts with our key.
            case RUN_READ -> Set.of("s3:ListBucket", "kms:Decrypt");
            case RUN_WRITE -> Set.of("s3:ListBucket", "kms:Decrypt", "kms:GenerateDataKey");
            case RUN_WRITE_IF_ABSENT -> Set.of("kms:GenerateDataKey");
            case RUN_DELETE -> Set.of("s3:ListBucket");
            // Secrets Manager and SNS use our key in the caller's name; a name that waits for its deletion is taken
            // back.
            case SECRET_KEEP -> Set.of("kms:Decrypt", "kms:GenerateDataKey", "secretsmanager:RestoreSecret");
            // Of values under a key of the account's owner, whose name the deployment knows.
            case SECRET_RESOLVE, ENVIRONMENT_FILES_READ -> Set.of("kms:Decrypt");
            // "AWS WAF calls GetWebACL to verify", says the reference of GetWebACLForResource.
            case LOAD_BALANCER_OF_SERVICE, LOAD_BALANCER_NAMED -> Set.of("wafv2:GetWebACL");
            case NOTICES_SEND -> Set.of("kms:Decrypt", "kms:GenerateDataKey");
            default -> Set.of();
        };
    }
}
