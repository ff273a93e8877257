package dev.landfall.gateway.aws;

import dev.landfall.gateway.RecordSet;
import dev.landfall.model.failure.LandfallException;
import dev.landfall.model.failure.Problem;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.route53.model.AliasTarget;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/** Finds the hosted zone that an alias must name beside its target; {@code DNS_ALIAS_TARGET_UNKNOWN} where it cannot. */
record AliasTargets(Supplier<ElasticLoadBalancingV2Client> loadBalancers) {

    /** Fixed by AWS for every distribution. */
    private static final String CLOUDFRONT_ZONE = "Z2FDTNDATAQYW2";

    private static final String EITHER_ADDRESS_FAMILY = "dualstack.";

    /**
     * An alias's target in the form that Route 53 takes.
     *
     * @param present records of the same name: an alias that leads there already knows its zone
     */
    AliasTarget of(RecordSet alias, List<ResourceRecordSet> present) {
        var wanted = DnsName.of(alias.values().getFirst());
        var zone = present.stream()
                .map(ResourceRecordSet::aliasTarget)
                .filter(Objects::nonNull)
                .filter(each -> DnsName.of(each.dnsName()).equals(wanted))
                .map(AliasTarget::hostedZoneId)
                .findFirst()
                .orElseGet(() -> zone(wanted));
        return AliasTarget.builder()
                .dnsName(wanted.text())
                .hostedZoneId(zone)
                .evaluateTargetHealth(alias.evaluateTargetHealth())
                .build();
    }

    private String zone(DnsName target) {
        if (target.isIn(new DnsName("cloudfront.net"))) {
            return CLOUDFRONT_ZONE;
        }
        var name = target.text().startsWith(EITHER_ADDRESS_FAMILY)
                ? target.text().substring(EITHER_ADDRESS_FAMILY.length())
                : target.text();
        return AwsProblem.guard(
                "find the load balancer " + name,
                () -> loadBalancers.get().describeLoadBalancersPaginator(request -> {}).loadBalancers().stream()
                        .filter(each -> name.equalsIgnoreCase(each.dnsName()))
                        .map(LoadBalancer::canonicalHostedZoneId)
                        .findFirst()
                        .orElseThrow(() -> unknown(name)));
    }

    private static LandfallException unknown(String name) {
        return Problem.operator(
                        "DNS_ALIAS_TARGET_UNKNOWN",
                        "No load balancer of this account and region is named " + name
                                + ", so no alias record can lead to it.",
                        "Correct target.dnsTarget in landfall.json; below the apex, replace the alias by a CNAME first.")
                .asException();
    }
}
