package dev.landfall.gateway;

import java.util.List;
import java.util.Optional;

/** By which way machines of a subnet reach the internet, and with which addresses. */
public interface EgressAddresses {

    /**
     * Public addresses of the NAT gateways behind the subnets' routes, sorted; {@code internet gateway} where a subnet
     * is public, so that each machine has its own.
     */
    List<String> of(List<String> subnets);

    /** The default route of each subnet that functions run in; none where they run in no VPC. */
    List<DefaultRoute> ofFunctions();

    /**
     * Where a subnet sends what is for the internet.
     *
     * @param through id of what the route leads to; empty where there is no such route, or what it led to is gone
     */
    record DefaultRoute(String subnet, Optional<String> through) {

        /** Whether the route leads to an internet gateway, which takes only what has a public address. */
        public boolean isPublic() {
            return through.filter(id -> id.startsWith("igw-")).isPresent();
        }
    }
}
