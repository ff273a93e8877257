package dev.landfall.infra.iam;

import dev.landfall.model.rights.Handler;
import dev.landfall.model.rights.StoreObject;
import java.util.List;
import java.util.stream.Stream;

/**
 * The ARNs that a gateway's call works on at run time. An action that has none here fails the test that asks: whoever lets
 * a gateway call something new writes down what it is called on.
 */
record RunTimeResources(Source source, Deployed deployed) {

    private static final List<String> ANY = List.of("*");

    /** For a handler's method such as {@code RunStore.read} and one of its actions. */
    List<String> of(Handler handler, String method, String action) {
        return switch (action.substring(0, action.indexOf(':'))) {
            case "s3" ->
                method.equals("EnvironmentFiles.read") ? source.environmentFiles() : runBucket(handler, action);
            case "kms" -> keys(method, action);
            case "ecs" -> ecs(action);
            case "events" -> events(action);
            case "scheduler" -> action.endsWith(":ListSchedules") ? ANY : source.schedules();
            case "application-autoscaling" ->
                action.endsWith(":RegisterScalableTarget")
                        ? List.of(Account.arn("application-autoscaling", "scalable-target/0ec5f0a1b2c3d4e5f6"))
                        : ANY;
            case "rds" -> rds(action);
            case "route53" -> route53(action);
            case "secretsmanager" -> secrets(action);
            case "ssm" -> source.parameters();
            case "iam" -> iam(action);
            default -> others(handler, action);
        };
    }

    private List<String> events(String action) {
        return switch (action) {
            case "events:ListRuleNamesByTarget" -> ANY;
            case "events:PutEvents" -> List.of(Account.arn("events", "event-bus/default"));
            default -> source.rules();
        };
    }

    /** Reads go to any object, writes to those that the handler's own code names. */
    private List<String> runBucket(Handler handler, String action) {
        var bucket = deployed.all("AWS::S3::Bucket")
                .filter(each ->
                        each.properties().path("BucketEncryption").toString().contains("aws:kms"))
                .findFirst()
                .orElseThrow()
                .arn();
        return action.equals("s3:ListBucket")
                ? List.of(bucket)
                : keys(handler, action).map(key -> bucket + "/" + key).toList();
    }

    private static Stream<String> keys(Handler handler, String action) {
        return switch (action) {
            case "s3:PutObject" -> handler.store().writes().stream().map(RunTimeResources::key);
            case "s3:DeleteObject" -> handler.store().removes().stream().map(RunTimeResources::key);
            default ->
                Stream.of(
                        "landfall.json",
                        "lock.json",
                        "ledger.json",
                        "runs/cutover-1/run.json",
                        "approvals/1/vote.json");
        };
    }

    private static String key(StoreObject object) {
        return object.keys().replace("*", "cutover-1");
    }

    private List<String> keys(String method, String action) {
        if (action.equals("kms:VerifyMac")) {
            return List.of(key("signs the links"));
        }
        if (action.equals("kms:GenerateMac")) {
            return List.of(key(method.equals("SecretVault.sign") ? "signs the links" : "fingerprints"));
        }
        return switch (method) {
            case "SecretVault.encrypt", "SecretVault.decrypt" -> List.of(key("tokens of states"));
            case "SecretVault.resolve",
                    "EnvironmentFiles.read",
                    "SourceCluster.schedules",
                    "SourceCluster.enableSchedule" -> source.customerKeys();
            default -> method.startsWith("Databases.") ? source.customerKeys() : List.of(key("run bucket"));
        };
    }

    private String key(String purpose) {
        return deployed.all("AWS::KMS::Key")
                .filter(key -> key.text("/Description").contains(purpose))
                .findFirst()
                .orElseThrow()
                .arn();
    }

    private List<String> ecs(String action) {
        return switch (action) {
            case "ecs:DescribeTaskDefinition" -> ANY;
            case "ecs:DescribeClusters" -> List.of(Source.cluster());
            case "ecs:DescribeServices", "ecs:UpdateService" -> source.services();
            case "ecs:DescribeTasks", "ecs:StopTask" -> List.of(Source.task());
            case "ecs:ListTasks" -> List.of(Source.containerInstance());
            default -> throw unknown(action);
        };
    }

    private static List<String> rds(String action) {
        var instance = Account.arn("rds", "db:retool-production");
        var cluster = Account.arn("rds", "cluster:retool-production");
        var snapshot = Account.arn("rds", "snapshot:landfall-cutover-1-retool-production-snapshot");
        var clusterSnapshot = Account.arn("rds", "cluster-snapshot:landfall-cutover-1-retool-production-snapshot");
        return switch (action) {
            case "rds:DescribeDBInstances" -> List.of(instance);
            case "rds:DescribeDBClusters" -> List.of(cluster);
            case "rds:CreateDBSnapshot" -> List.of(instance, snapshot);
            case "rds:CreateDBClusterSnapshot" -> List.of(cluster, clusterSnapshot);
            case "rds:DescribeDBSnapshots" -> List.of(snapshot);
            case "rds:DescribeDBClusterSnapshots" -> List.of(clusterSnapshot);
            case "rds:DescribeDBParameters" -> List.of(Account.arn("rds", "pg:default.postgres15"));
            case "rds:DescribeDBClusterParameters" ->
                List.of(Account.arn("rds", "cluster-pg:default.aurora-postgresql15"));
            default -> throw unknown(action);
        };
    }

    private List<String> route53(String action) {
        return switch (action) {
            case "route53:ListHostedZones" -> ANY;
            case "route53:GetChange" -> List.of("arn:aws:route53:::change/C0123456789ABCDEF");
            case "route53:GetHostedZone", "route53:ListResourceRecordSets", "route53:ChangeResourceRecordSets" ->
                List.of("arn:aws:route53:::hostedzone/" + source.zone());
            default -> throw unknown(action);
        };
    }

    private List<String> secrets(String action) {
        return switch (action) {
            case "secretsmanager:GetSecretValue" ->
                Stream.of(
                                source.secrets(),
                                source.databaseSecrets(),
                                List.of(Account.arn("secretsmanager", "secret:landfall/source/app-AbCdEf")))
                        .flatMap(List::stream)
                        .toList();
            case "secretsmanager:CreateSecret", "secretsmanager:PutSecretValue", "secretsmanager:RestoreSecret" ->
                List.of(Account.arn("secretsmanager", "secret:landfall/source/app-AbCdEf"));
            default -> throw unknown(action);
        };
    }

    private List<String> iam(String action) {
        return switch (action) {
            case "iam:PassRole" -> source.scheduleRoles();
            case "iam:GetPolicy", "iam:GetPolicyVersion" ->
                List.of(Account.global("iam", "policy/retool-task"), "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess");
            case "iam:ListRolePolicies", "iam:GetRolePolicy", "iam:ListAttachedRolePolicies" ->
                List.of(Account.global("iam", "role/retool-task"));
            default -> throw unknown(action);
        };
    }

    private static Stream<String> machines(Handler handler) {
        return switch (handler.name()) {
            case "RequestRollback", "MeasureDivergence" -> Stream.of("rollback");
            case "ConfirmDivergence" -> Stream.of("migrate", "rollback");
            default -> Stream.of("migrate");
        };
    }

    private List<String> others(Handler handler, String action) {
        return switch (action) {
            case "eks:DescribeCluster" -> List.of(Account.arn("eks", "cluster/retool-blueprint"));
            case "sns:GetSubscriptionAttributes", "sns:ListSubscriptionsByTopic", "sns:Publish" ->
                List.of(deployed.one("AWS::SNS::Topic", "/DisplayName", "Landfall")
                        .arn());
            case "states:SendTaskSuccess", "states:SendTaskFailure" ->
                machines(handler)
                        .map(name -> Account.arn("states", "stateMachine:landfall-" + name))
                        .toList();
            case "states:StartExecution" -> List.of(Account.arn("states", "stateMachine:landfall-rollback"));
            case "states:DescribeExecution", "states:GetExecutionHistory" ->
                List.of(Account.arn("states", "execution:landfall-migrate:cutover-1"));
            case "acm:DescribeCertificate" ->
                List.of(Account.arn("acm", "certificate/12345678-1234-1234-1234-123456789012"));
            case "wafv2:GetWebACL" ->
                List.of(Account.arn("wafv2", "regional/webacl/retool/12345678-1234-1234-1234-123456789012"));
            case "wafv2:GetWebACLForResource" ->
                List.of(
                        Account.arn("elasticloadbalancing", "loadbalancer/app/retool-alb/0a1b2c3d4e5f6071"),
                        Account.arn("wafv2", "regional/webacl/retool/12345678-1234-1234-1234-123456789012"));
            case "acm:ListCertificates",
                    "cloudtrail:LookupEvents",
                    "ec2:DescribeInstances",
                    "ec2:DescribeNatGateways",
                    "ec2:DescribeRouteTables",
                    "ec2:DescribeSecurityGroups",
                    "ec2:DescribeSubnets",
                    "elasticloadbalancing:DescribeListenerCertificates",
                    "elasticloadbalancing:DescribeListeners",
                    "elasticloadbalancing:DescribeLoadBalancerAttributes",
                    "elasticloadbalancing:DescribeLoadBalancers",
                    "elasticloadbalancing:DescribeRules",
                    "elasticloadbalancing:DescribeTargetGroups" -> ANY;
            default -> throw unknown(action);
        };
    }

    private static IllegalStateException unknown(String action) {
        return new IllegalStateException("Nothing says what " + action + " is called on at run time: add it here.");
    }
}
