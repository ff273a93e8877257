package dev.landfall.local.cloud;

import dev.landfall.gateway.EgressAddresses;
import java.util.List;
import java.util.Map;

/** Addresses by subnet; whoever holds the map may change it. */
public record InMemoryEgressAddresses(Map<String, List<String>> bySubnet) implements EgressAddresses {

    @Override
    public List<String> of(List<String> subnets) {
        return subnets.stream()
                .flatMap(subnet -> bySubnet.getOrDefault(subnet, List.of()).stream())
                .distinct()
                .sorted()
                .toList();
    }
}
