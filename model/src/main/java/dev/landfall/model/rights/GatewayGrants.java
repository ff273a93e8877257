package dev.landfall.model.rights;

import static dev.landfall.model.rights.AwsResource.*;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What each method of a gateway calls in AWS. A method without an entry calls nothing there: it asks Kubernetes, a
 * database, a name server or an address of the web.
 */
public final class GatewayGrants {

    private static final List<Grant> READ = List.of(
            new Grant("s3:GetObject", RUN_OBJECTS),
            // Without it S3 answers "access denied" for an object that is not there.
            new Grant("s3:ListBucket", RUN_BUCKET),
            new Grant("kms:Decrypt", STACK_KEY));
    private static final List<Grant> WRITE_IF_ABSENT =
            List.of(new Grant("s3:PutObject", RUN_OBJECTS), new Grant("kms:GenerateDataKey", STACK_KEY));
    // It tells CREATED from UPDATED and UNCHANGED.
    private static final List<Grant> WRITE =
            Stream.concat(READ.stream(), WRITE_IF_ABSENT.stream()).toList();
    private static final List<Grant> TOKEN = List.of(new Grant("eks:DescribeCluster", TARGET_CLUSTER));
    private static final Grant DECRYPT = new Grant("kms:Decrypt", CUSTOMER_KEYS);
    private static final List<Grant> RESOLVE = List.of(
            new Grant("secretsmanager:GetSecretValue", SECRETS),
            // Among them the passwords that a capture kept; their key is the stack's own.
            new Grant("secretsmanager:GetSecretValue", LANDFALL_SECRETS),
            new Grant("ssm:GetParameter", PARAMETERS),
            new Grant("kms:Decrypt", STACK_KEY),
            DECRYPT);
    private static final List<Grant> READ_RECORDS =
            List.of(new Grant("route53:ListHostedZones", ANY), new Grant("route53:ListResourceRecordSets", ZONE));
    private static final List<Grant> READ_ZONE =
            List.of(new Grant("route53:ListHostedZones", ANY), new Grant("route53:GetHostedZone", ZONE));
    private static final List<Grant> FIND_INSTANCE = List.of(
            new Grant("rds:DescribeDBInstances", DATABASES), new Grant("rds:DescribeDBClusters", DATABASE_CLUSTERS));

    private static final Map<String, List<Grant>> GRANTS = grants();

    private GatewayGrants() {}

    /** For a method such as {@code RunStore.read}; empty where nothing of AWS is called. */
    public static List<Grant> of(String method) {
        return GRANTS.getOrDefault(method, List.of());
    }

    private static Map<String, List<Grant>> grants() {
        var grants = new TreeMap<String, List<Grant>>();
        runStore(grants);
        source(grants);
        databaseHost(grants);
        dns(grants);
        secrets(grants);
        executions(grants);
        surroundings(grants);
        // Who one is, STS tells everybody.
        grants.put("OwnRights.denied", List.of(new Grant("iam:SimulatePrincipalPolicy", OWN_ROLE)));
        for (var method : List.of(
                "deployments",
                "controllers",
                "scale",
                "saveReplicas",
                "forgetReplicas",
                "createServiceAccount",
                "createJob",
                "jobs",
                "deleteJob",
                "secret",
                "denied")) {
            grants.put("TargetCluster." + method, TOKEN);
        }
        // A database's password is behind a reference: of Secrets Manager, of a parameter or of a Kubernetes Secret.
        var password = Stream.concat(RESOLVE.stream(), TOKEN.stream()).toList();
        for (var method : List.of(
                "facts",
                "identity",
                "sessions",
                "counts",
                "activity",
                "rights",
                "contents",
                "limits",
                "searchPath",
                "code",
                "powers",
                "fence",
                "readOnlyByDefault",
                "endSessions",
                "admission",
                "admit",
                "mark")) {
            grants.put("Databases." + method, password);
        }
        return grants;
    }

    private static void runStore(Map<String, List<Grant>> grants) {
        grants.put("RunStore.read", READ);
        grants.put("RunStore.write", WRITE);
        grants.put("RunStore.writeIfAbsent", WRITE_IF_ABSENT);
        grants.put(
                "RunStore.delete",
                List.of(
                        new Grant("s3:GetObject", RUN_OBJECTS),
                        new Grant("s3:ListBucket", RUN_BUCKET),
                        new Grant("s3:DeleteObject", RUN_OBJECTS)));
        grants.put("RunStore.list", List.of(new Grant("s3:ListBucket", RUN_BUCKET)));
        grants.put("RunStore.files", List.of(new Grant("s3:ListBucket", RUN_BUCKET)));
        grants.put("RunStore.folders", List.of(new Grant("s3:ListBucket", RUN_BUCKET)));
    }

    private static void source(Map<String, List<Grant>> grants) {
        var describe = List.of(
                new Grant("ecs:DescribeServices", SOURCE_SERVICES),
                new Grant("ecs:DescribeTaskDefinition", ANY),
                new Grant("application-autoscaling:DescribeScalableTargets", ANY));
        grants.put("SourceCluster.services", describe);
        grants.put(
                "SourceCluster.scale",
                List.of(
                        new Grant("ecs:DescribeServices", SOURCE_SERVICES),
                        new Grant("ecs:UpdateService", SOURCE_SERVICES)));
        grants.put(
                "SourceCluster.suspendScaling",
                List.of(
                        new Grant("application-autoscaling:DescribeScalableTargets", ANY),
                        new Grant("application-autoscaling:RegisterScalableTarget", SCALABLE_TARGETS)));
        grants.put(
                "SourceCluster.schedules",
                List.of(
                        new Grant("ecs:DescribeClusters", SOURCE_CLUSTER),
                        new Grant("events:DescribeRule", RULES),
                        new Grant("events:ListRuleNamesByTarget", ANY),
                        new Grant("scheduler:GetSchedule", SCHEDULES),
                        DECRYPT,
                        new Grant("scheduler:ListSchedules", ANY)));
        grants.put(
                "SourceCluster.enableSchedule",
                List.of(
                        new Grant("events:DescribeRule", RULES),
                        new Grant("events:EnableRule", RULES),
                        new Grant("events:DisableRule", RULES),
                        new Grant("scheduler:GetSchedule", SCHEDULES),
                        new Grant("scheduler:UpdateSchedule", SCHEDULES),
                        DECRYPT,
                        new Grant("kms:DescribeKey", CUSTOMER_KEYS),
                        new Grant("kms:GenerateDataKey", CUSTOMER_KEYS),
                        // A schedule is replaced whole, and with it the role that its target is called with.
                        Grant.passing(SCHEDULE_ROLES, "scheduler.amazonaws.com")));
        grants.put(
                "SourceCluster.moverTasks",
                List.of(
                        new Grant("ecs:ListTasks", SOURCE_CONTAINER_INSTANCES),
                        new Grant("ecs:DescribeTasks", SOURCE_TASKS)));
        grants.put(
                "SourceCluster.stopMoverTask",
                List.of(new Grant("ecs:DescribeTasks", SOURCE_TASKS), new Grant("ecs:StopTask", SOURCE_TASKS)));
    }

    private static void databaseHost(Map<String, List<Grant>> grants) {
        grants.put("DatabaseHost.find", FIND_INSTANCE);
        grants.put(
                "DatabaseHost.createSnapshot",
                List.of(
                        new Grant("rds:CreateDBSnapshot", DATABASES),
                        new Grant("rds:CreateDBSnapshot", SNAPSHOTS),
                        new Grant("rds:CreateDBClusterSnapshot", DATABASE_CLUSTERS),
                        new Grant("rds:CreateDBClusterSnapshot", CLUSTER_SNAPSHOTS)));
        grants.put(
                "DatabaseHost.snapshotStatus",
                List.of(
                        new Grant("rds:DescribeDBSnapshots", SNAPSHOTS),
                        new Grant("rds:DescribeDBClusterSnapshots", CLUSTER_SNAPSHOTS)));
    }

    private static void dns(Map<String, List<Grant>> grants) {
        grants.put("DnsZone.zoneId", List.of(new Grant("route53:ListHostedZones", ANY)));
        grants.put("DnsZone.nameServers", READ_ZONE);
        grants.put("DnsZone.records", READ_RECORDS);
        grants.put(
                "DnsZone.apply",
                List.of(
                        // The zone of a load balancer that an alias leads to.
                        new Grant("elasticloadbalancing:DescribeLoadBalancers", ANY),
                        new Grant("route53:ListHostedZones", ANY),
                        new Grant("route53:ListResourceRecordSets", ZONE),
                        new Grant("route53:ChangeResourceRecordSets", ZONE)));
        grants.put(
                "DnsZone.plan",
                List.of(
                        new Grant("elasticloadbalancing:DescribeLoadBalancers", ANY),
                        new Grant("route53:ListHostedZones", ANY),
                        new Grant("route53:ListResourceRecordSets", ZONE)));
        grants.put("DnsZone.inSync", List.of(new Grant("route53:GetChange", DNS_CHANGES)));
    }

    private static void secrets(Map<String, List<Grant>> grants) {
        grants.put("SecretVault.resolve", RESOLVE);
        grants.put(
                "SecretVault.keep",
                List.of(
                        new Grant("secretsmanager:CreateSecret", LANDFALL_SECRETS),
                        new Grant("secretsmanager:PutSecretValue", LANDFALL_SECRETS),
                        new Grant("secretsmanager:RestoreSecret", LANDFALL_SECRETS),
                        new Grant("kms:Decrypt", STACK_KEY),
                        new Grant("kms:GenerateDataKey", STACK_KEY)));
        grants.put("SecretVault.encrypt", List.of(new Grant("kms:Encrypt", TOKEN_KEY)));
        grants.put("SecretVault.decrypt", List.of(new Grant("kms:Decrypt", TOKEN_KEY)));
        grants.put("SecretVault.fingerprint", List.of(new Grant("kms:GenerateMac", FINGERPRINT_KEY)));
        grants.put("SecretVault.sign", List.of(new Grant("kms:GenerateMac", LINK_KEY)));
        grants.put("SecretVault.verify", List.of(new Grant("kms:VerifyMac", LINK_KEY)));
    }

    private static void executions(Map<String, List<Grant>> grants) {
        grants.put("Notices.confirmedAddresses", List.of(new Grant("sns:ListSubscriptionsByTopic", TOPIC)));
        // SNS asks for the topic where a subscription's attributes are read.
        grants.put(
                "Notices.unprotectedAddresses",
                List.of(
                        new Grant("sns:ListSubscriptionsByTopic", TOPIC),
                        new Grant("sns:GetSubscriptionAttributes", TOPIC)));
        grants.put(
                "Notices.listeners",
                List.of(
                        new Grant("sns:ListSubscriptionsByTopic", TOPIC),
                        new Grant("sns:GetSubscriptionAttributes", TOPIC)));
        grants.put(
                "Notices.send",
                List.of(
                        new Grant("sns:Publish", TOPIC),
                        new Grant("kms:GenerateDataKey", STACK_KEY),
                        new Grant("kms:Decrypt", STACK_KEY)));
        grants.put("Notices.announce", List.of(new Grant("events:PutEvents", EVENT_BUS)));
        grants.put("TaskTokens.succeed", answering("states:SendTaskSuccess"));
        grants.put("TaskTokens.fail", answering("states:SendTaskFailure"));
        grants.put("Executions.status", List.of(new Grant("states:DescribeExecution", EXECUTIONS)));
        grants.put("Executions.output", List.of(new Grant("states:DescribeExecution", EXECUTIONS)));
        grants.put("Executions.states", List.of(new Grant("states:GetExecutionHistory", EXECUTIONS)));
        grants.put("Executions.startRollback", List.of(new Grant("states:StartExecution", ROLLBACK)));
        grants.put("Executions.starter", List.of(new Grant("cloudtrail:LookupEvents", ANY)));
    }

    private static List<Grant> answering(String action) {
        return List.of(new Grant(action, MIGRATION), new Grant(action, ROLLBACK));
    }

    private static void surroundings(Map<String, List<Grant>> grants) {
        var balancers = List.of(
                new Grant("elasticloadbalancing:DescribeLoadBalancers", ANY),
                new Grant("elasticloadbalancing:DescribeLoadBalancerAttributes", ANY),
                new Grant("elasticloadbalancing:DescribeListeners", ANY),
                new Grant("elasticloadbalancing:DescribeListenerCertificates", ANY),
                new Grant("elasticloadbalancing:DescribeRules", ANY),
                new Grant("ec2:DescribeSecurityGroups", ANY),
                new Grant("wafv2:GetWebACLForResource", ANY),
                // WAF asks for it of whoever asks for a load balancer's web ACL.
                new Grant("wafv2:GetWebACL", WEB_ACLS));
        grants.put("LoadBalancers.named", balancers);
        grants.put(
                "LoadBalancers.ofService",
                Stream.concat(
                                Stream.of(
                                        new Grant("ecs:DescribeServices", SOURCE_SERVICES),
                                        new Grant("elasticloadbalancing:DescribeTargetGroups", ANY)),
                                balancers.stream())
                        .toList());
        grants.put(
                "Certificates.covering",
                List.of(new Grant("acm:ListCertificates", ANY), new Grant("acm:DescribeCertificate", CERTIFICATES)));
        grants.put(
                "DatabaseServers.at",
                Stream.concat(
                                FIND_INSTANCE.stream(),
                                Stream.of(
                                        new Grant("rds:DescribeDBParameters", PARAMETER_GROUPS),
                                        new Grant("rds:DescribeDBClusterParameters", CLUSTER_PARAMETER_GROUPS)))
                        .toList());
        grants.put(
                "EgressAddresses.of",
                List.of(
                        new Grant("ec2:DescribeSubnets", ANY),
                        new Grant("ec2:DescribeRouteTables", ANY),
                        new Grant("ec2:DescribeNatGateways", ANY)));
        grants.put("ClusterNodes.running", List.of(new Grant("ec2:DescribeInstances", ANY)));
        grants.put(
                "EgressAddresses.ofFunctions",
                List.of(new Grant("ec2:DescribeSubnets", ANY), new Grant("ec2:DescribeRouteTables", ANY)));
        grants.put("ClusterAccess.authenticationMode", TOKEN);
        grants.put("EnvironmentFiles.read", List.of(new Grant("s3:GetObject", ENVIRONMENT_FILES), DECRYPT));
        grants.put(
                "RoleGrants.of",
                List.of(
                        new Grant("iam:ListRolePolicies", ROLES),
                        new Grant("iam:GetRolePolicy", ROLES),
                        new Grant("iam:ListAttachedRolePolicies", ROLES),
                        new Grant("iam:GetPolicy", OWN_POLICIES),
                        new Grant("iam:GetPolicy", AWS_POLICIES),
                        new Grant("iam:GetPolicyVersion", OWN_POLICIES),
                        new Grant("iam:GetPolicyVersion", AWS_POLICIES)));
        grants.put(
                "ServiceDetails.of",
                List.of(
                        new Grant("application-autoscaling:DescribeScalableTargets", ANY),
                        new Grant("ecs:DescribeServices", SOURCE_SERVICES),
                        new Grant("ecs:DescribeTaskDefinition", ANY),
                        new Grant("ecs:DescribeTasks", SOURCE_TASKS),
                        new Grant("ecs:ListTasks", SOURCE_CONTAINER_INSTANCES)));
        grants.put("ZoneRecords.apex", READ_ZONE);
        grants.put("ZoneRecords.atAndBelow", READ_RECORDS);
    }
}
