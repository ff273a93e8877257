package dev.landfall.local.cloud;

import dev.landfall.gateway.EgressAddresses;
import java.util.List;
import java.util.Map;

/**
 * Addresses by subnet; whoever holds the map or the list may change it.
 *
 * @param ofFunctions the default routes of the subnets that functions run in
 */
public record InMemoryEgressAddresses(Map<String, List<String>> bySubnet, List<DefaultRoute> ofFunctions)
        implements EgressAddresses {

    @Override
    public List<String> of(List<String> subnets) {
        return subnets.stream()
                .flatMap(subnet -> bySubnet.getOrDefault(subnet, List.of()).stream())
                .distinct()
                .sorted()
                .toList();
    }
}
