package dev.landfall.gateway.aws;

import dev.landfall.gateway.Certificates;
import dev.landfall.gateway.DatabaseHost;
import dev.landfall.gateway.DatabaseServers;
import dev.landfall.gateway.DnsZone;
import dev.landfall.gateway.EgressAddresses;
import dev.landfall.gateway.EnvironmentFiles;
import dev.landfall.gateway.LoadBalancers;
import dev.landfall.gateway.RoleGrants;
import dev.landfall.gateway.ServiceDetails;
import dev.landfall.gateway.SourceCluster;
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
            EgressAddresses.class, "of", "ec2:DescribeNatGateways", "ec2:DescribeRouteTables", "ec2:DescribeSubnets");

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

    /** What AWS asks for beside that: a schedule is replaced whole, and with it the role that its target is called with. */
    public Set<String> implied() {
        return this == SOURCE_ENABLE_SCHEDULE ? Set.of("iam:PassRole") : Set.of();
    }
}
