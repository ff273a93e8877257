package dev.landfall.gateway;

import java.util.List;

/** From which addresses machines of a subnet reach the internet. */
public interface EgressAddresses {

    /**
     * Public addresses of the NAT gateways behind the subnets' routes, sorted; {@code internet gateway} where a subnet
     * is public, so that each machine has its own.
     */
    List<String> of(List<String> subnets);
}
