package dev.landfall.gateway.aws;

import dev.landfall.gateway.LoadBalancers;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.AuthenticateOidcActionConfig;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Certificate;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;

/** Listeners of a load balancer with the actions of all their rules and all their certificates. */
record ElbListeners(Supplier<ElasticLoadBalancingV2Client> elb) {

    List<LoadBalancers.Listener> of(String loadBalancerArn) {
        return elb
                .get()
                .describeListenersPaginator(request -> request.loadBalancerArn(loadBalancerArn))
                .listeners()
                .stream()
                .map(this::read)
                .toList();
    }

    private LoadBalancers.Listener read(Listener listener) {
        var actions = new ArrayList<>(listener.defaultActions());
        elb.get().describeRulesPaginator(request -> request.listenerArn(listener.listenerArn())).rules().stream()
                .filter(rule -> !Boolean.TRUE.equals(rule.isDefault()))
                .forEach(rule -> actions.addAll(rule.actions()));
        return new LoadBalancers.Listener(
                listener.port(),
                listener.protocolAsString(),
                certificates(listener),
                actions.stream().map(Action::typeAsString).distinct().toList(),
                actions.stream()
                        .map(Action::authenticateOidcConfig)
                        .filter(Objects::nonNull)
                        .map(AuthenticateOidcActionConfig::issuer)
                        .findFirst());
    }

    /** The default one first; the listener itself tells no other. */
    private List<String> certificates(Listener listener) {
        if (listener.certificates().isEmpty()) {
            return List.of();
        }
        var all = elb
                .get()
                .describeListenerCertificatesPaginator(request -> request.listenerArn(listener.listenerArn()))
                .certificates()
                .stream();
        return Stream.concat(listener.certificates().stream(), all)
                .map(Certificate::certificateArn)
                .distinct()
                .toList();
    }
}
