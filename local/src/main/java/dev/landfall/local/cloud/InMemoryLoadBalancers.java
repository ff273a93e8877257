package dev.landfall.local.cloud;

import dev.landfall.gateway.LoadBalancers;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Load balancers; whoever holds list and map may change them.
 *
 * @param byService from an ECS service to its load balancer's name
 */
public record InMemoryLoadBalancers(List<LoadBalancer> all, Map<String, String> byService) implements LoadBalancers {

    @Override
    public Optional<LoadBalancer> ofService(String service) {
        return Optional.ofNullable(byService.get(service))
                .flatMap(name ->
                        all.stream().filter(each -> each.name().equals(name)).findFirst());
    }

    @Override
    public Optional<LoadBalancer> named(String dnsName) {
        return all.stream()
                .filter(each -> each.dnsName().equalsIgnoreCase(dnsName))
                .findFirst();
    }
}
