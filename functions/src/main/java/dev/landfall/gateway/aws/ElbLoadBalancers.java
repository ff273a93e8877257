package dev.landfall.gateway.aws;

import dev.landfall.gateway.LoadBalancers;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerAttribute;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerNotFoundException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;

/** Load balancers of ELB, with what EC2 and WAF say about them. Classic ones, which know no target groups, are not found. */
public final class ElbLoadBalancers implements LoadBalancers {

    private static final String IDLE_TIMEOUT = "idle_timeout.timeout_seconds";

    private final Supplier<ElasticLoadBalancingV2Client> elb;
    private final EcsServices services;
    private final ElbListeners listeners;
    private final ElbSurroundings surroundings;

    /**
     * Of the account and region that the connection speaks to.
     *
     * @param cluster name or ARN of the ECS cluster whose services are asked about
     */
    public ElbLoadBalancers(AwsConnection connection, String cluster) {
        elb = new Later<>(() -> connection.client(ElasticLoadBalancingV2Client.builder()));
        var name = cluster.substring(cluster.lastIndexOf('/') + 1);
        services = new EcsServices(
                new Later<>(() -> connection.client(EcsClient.builder())),
                name,
                new ServiceScaling(new Later<>(() -> connection.client(ApplicationAutoScalingClient.builder())), name));
        listeners = new ElbListeners(elb);
        surroundings = new ElbSurroundings(SignedApi.ec2(connection), SignedApi.waf(connection));
    }

    @Override
    public Optional<LoadBalancer> ofService(String service) {
        var groups = targetGroups(services.describe(List.of(service)).getFirst());
        if (groups.isEmpty()) {
            return Optional.empty();
        }
        return AwsProblem.guard("find the load balancer of the service " + service, () -> {
            var arns =
                    elb.get().describeTargetGroups(request -> request.targetGroupArns(groups)).targetGroups().stream()
                            .map(TargetGroup::loadBalancerArns)
                            .flatMap(List::stream)
                            .distinct()
                            .toList();
            if (arns.isEmpty()) {
                return Optional.empty();
            }
            try {
                return elb
                        .get()
                        .describeLoadBalancers(request -> request.loadBalancerArns(arns))
                        .loadBalancers()
                        .stream()
                        .findFirst()
                        .map(this::read);
            } catch (LoadBalancerNotFoundException e) {
                return Optional.empty();
            }
        });
    }

    @Override
    public Optional<LoadBalancer> named(String dnsName) {
        var wanted = DnsName.of(dnsName);
        return AwsProblem.guard(
                "find the load balancer " + dnsName,
                () -> elb.get().describeLoadBalancersPaginator(request -> {}).loadBalancers().stream()
                        .filter(each -> DnsName.of(each.dnsName()).equals(wanted))
                        .findFirst()
                        .map(this::read));
    }

    private static List<String> targetGroups(Service service) {
        return service.loadBalancers().stream()
                .map(each -> each.targetGroupArn())
                .filter(Objects::nonNull)
                .toList();
    }

    private LoadBalancer read(software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer found) {
        var arn = found.loadBalancerArn();
        return new LoadBalancer(
                found.loadBalancerName(),
                found.dnsName(),
                found.schemeAsString(),
                idleTimeoutSeconds(arn),
                surroundings.sources(found.securityGroups()),
                // WAF takes no other kind.
                "application".equals(found.typeAsString()) ? surroundings.webAcl(arn) : Optional.empty(),
                listeners.of(arn));
    }

    /** 0 for a load balancer of a kind that has none. */
    private int idleTimeoutSeconds(String arn) {
        return elb.get().describeLoadBalancerAttributes(request -> request.loadBalancerArn(arn)).attributes().stream()
                .filter(each -> IDLE_TIMEOUT.equals(each.key()))
                .map(LoadBalancerAttribute::value)
                .map(Integer::valueOf)
                .findFirst()
                .orElse(0);
    }
}
