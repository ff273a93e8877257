package dev.landfall.local.cloud;

import dev.landfall.contract.EgressAddressesContract;
import dev.landfall.gateway.EgressAddresses.DefaultRoute;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class InMemoryEgressAddressesTest extends EgressAddressesContract {

    @Override
    protected InMemoryEgressAddresses egress() {
        return new InMemoryEgressAddresses(
                Map.of(
                        "subnet-1",
                        List.of(address()),
                        "subnet-2",
                        List.of(address()),
                        publicSubnet(),
                        List.of("internet gateway")),
                List.of(functionRoute()));
    }

    @Override
    protected DefaultRoute functionRoute() {
        return new DefaultRoute("subnet-1", Optional.of("nat-1"));
    }

    @Override
    protected List<String> privateSubnets() {
        return List.of("subnet-1", "subnet-2");
    }

    @Override
    protected String address() {
        return "198.51.100.7";
    }

    @Override
    protected String publicSubnet() {
        return "subnet-3";
    }
}
