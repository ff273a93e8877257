package dev.landfall.contract;

import dev.landfall.gateway.aws.AwsConnection;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerSchemeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

/** Builds load balancers in moto as somebody else would have, in the subnets of the account's default VPC. */
@SuppressWarnings("unchecked") // The SDK takes builders' consumers as varargs.
record MotoLoadBalancer(AwsConnection connection) {

    LoadBalancer create(String name, String... securityGroups) {
        var subnets = new MotoApi(connection).subnets();
        return client().createLoadBalancer(request -> request.name(name)
                        .scheme(LoadBalancerSchemeEnum.INTERNET_FACING)
                        .subnets(subnets)
                        .securityGroups(securityGroups))
                .loadBalancers()
                .getFirst();
    }

    void idleTimeout(LoadBalancer loadBalancer, int seconds) {
        client().modifyLoadBalancerAttributes(request -> request.loadBalancerArn(loadBalancer.loadBalancerArn())
                .attributes(each -> each.key("idle_timeout.timeout_seconds").value(String.valueOf(seconds))));
    }

    /** A target group behind a listener on port 443. */
    String forwarding(LoadBalancer loadBalancer, String certificateArn) {
        var group = client().createTargetGroup(request -> request.name("retool")
                        .protocol(ProtocolEnum.HTTP)
                        .port(3000)
                        .vpcId(loadBalancer.vpcId())
                        .targetType(TargetTypeEnum.IP))
                .targetGroups()
                .getFirst()
                .targetGroupArn();
        client().createListener(request -> request.loadBalancerArn(loadBalancer.loadBalancerArn())
                .protocol(ProtocolEnum.HTTPS)
                .port(443)
                .certificates(each -> each.certificateArn(certificateArn))
                .defaultActions(action -> action.type(ActionTypeEnum.FORWARD).targetGroupArn(group)));
        return group;
    }

    ElasticLoadBalancingV2Client client() {
        return connection.client(ElasticLoadBalancingV2Client.builder());
    }
}
