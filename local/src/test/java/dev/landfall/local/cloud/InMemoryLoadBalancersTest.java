package dev.landfall.local.cloud;

import dev.landfall.contract.LoadBalancersContract;
import dev.landfall.gateway.LoadBalancers.Listener;
import dev.landfall.gateway.LoadBalancers.LoadBalancer;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class InMemoryLoadBalancersTest extends LoadBalancersContract {

    @Override
    protected InMemoryLoadBalancers loadBalancers() {
        var listener = new Listener(443, "HTTPS", List.of("arn:certificate"), List.of("forward"), Optional.empty());
        return new InMemoryLoadBalancers(
                List.of(new LoadBalancer(
                        "retool",
                        "retool-1.elb.example.net",
                        "internet-facing",
                        90,
                        List.of("0.0.0.0/0"),
                        Optional.empty(),
                        List.of(listener))),
                Map.of(SERVICE, "retool"));
    }
}
