package dev.landfall.local.cloud;

import dev.landfall.contract.EgressAddressesContract;
import java.util.List;
import java.util.Map;

class InMemoryEgressAddressesTest extends EgressAddressesContract {

    @Override
    protected InMemoryEgressAddresses egress() {
        return new InMemoryEgressAddresses(Map.of(
                "subnet-1",
                List.of(address()),
                "subnet-2",
                List.of(address()),
                publicSubnet(),
                List.of("internet gateway")));
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
