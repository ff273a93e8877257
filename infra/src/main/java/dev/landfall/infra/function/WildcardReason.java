package dev.landfall.infra.function;

import java.util.Map;

/** Why an action is allowed on {@code *}: each entry is an action for which AWS knows no narrower resource. */
public final class WildcardReason {

    private static final String LISTS = "lists over the account; AWS defines no resource for it";

    /** By action. */
    public static final Map<String, String> REASONS = Map.ofEntries(
            Map.entry("acm:ListCertificates", LISTS),
            Map.entry("application-autoscaling:DescribeScalableTargets", LISTS),
            Map.entry("cloudtrail:LookupEvents", LISTS),
            Map.entry("ec2:DescribeInstances", LISTS),
            Map.entry("ec2:DescribeNatGateways", LISTS),
            Map.entry(
                    "ec2:DescribeNetworkInterfaces", LISTS + "; Lambda asks for it to attach the function to the VPC"),
            Map.entry("ec2:DescribeRouteTables", LISTS),
            Map.entry("ec2:DescribeSecurityGroups", LISTS),
            Map.entry("ec2:DescribeSubnets", LISTS),
            Map.entry("ec2:DescribeVpcs", LISTS),
            Map.entry(
                    "ecr:GetAuthorizationToken",
                    "a login to the registry of the account; AWS defines no resource for it"),
            Map.entry("ecs:DescribeTaskDefinition", "AWS defines no resource for it"),
            Map.entry("elasticloadbalancing:DescribeListenerCertificates", LISTS),
            Map.entry("elasticloadbalancing:DescribeListeners", LISTS),
            Map.entry("elasticloadbalancing:DescribeLoadBalancerAttributes", LISTS),
            Map.entry("elasticloadbalancing:DescribeLoadBalancers", LISTS),
            Map.entry("elasticloadbalancing:DescribeRules", LISTS),
            Map.entry("elasticloadbalancing:DescribeTargetGroups", LISTS),
            Map.entry("events:ListRuleNamesByTarget", LISTS),
            Map.entry("route53:ListHostedZones", LISTS),
            Map.entry("scheduler:ListSchedules", LISTS),
            Map.entry("wafv2:GetWebACLForResource", "the web ACL is not known before it is asked for"),
            Map.entry("xray:GetSamplingRules", "AWS defines no resource for it"),
            Map.entry("xray:GetSamplingTargets", "AWS defines no resource for it"),
            Map.entry("xray:PutTelemetryRecords", "AWS defines no resource for it"),
            Map.entry("xray:PutTraceSegments", "AWS defines no resource for it"));

    private WildcardReason() {}
}
