package dev.landfall.gateway.aws;

import dev.landfall.gateway.DatabaseHost;
import dev.landfall.gateway.DnsZone;
import dev.landfall.gateway.SourceCluster;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

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
            "scheduler:UpdateSchedule") {
        /** A schedule is replaced whole, and with it the role that its target is called with. */
        @Override
        public Set<String> implied() {
            return Set.of("iam:PassRole");
        }
    },
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
    DNS_IN_SYNC(DnsZone.class, "inSync", "route53:GetChange");

    private final Class<?> gateway;
    private final String method;
    private final List<String> actions;

    GatewayCall(Class<?> gateway, String method, String... actions) {
        this.gateway = gateway;
        this.method = method;
        this.actions = List.of(actions);
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
        return new TreeSet<>(actions);
    }

    /** What AWS asks for beside that, on behalf of those calls. */
    public Set<String> implied() {
        return Set.of();
    }
}
