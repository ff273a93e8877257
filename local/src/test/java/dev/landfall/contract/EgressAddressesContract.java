package dev.landfall.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.gateway.EgressAddresses;
import dev.landfall.gateway.EgressAddresses.DefaultRoute;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every network tells of its ways out: two private subnets behind one NAT gateway, and a public one. */
public abstract class EgressAddressesContract {

    protected abstract EgressAddresses egress();

    /** Two subnets whose default route is one NAT gateway. */
    protected abstract List<String> privateSubnets();

    /** The NAT gateway's public address. */
    protected abstract String address();

    /** The default route of one of {@link #privateSubnets}, in which functions run. */
    protected abstract DefaultRoute functionRoute();

    /** A subnet whose default route is an internet gateway. */
    protected abstract String publicSubnet();

    @Test
    void subnetsBehindOneGatewayShareItsAddress() {
        assertThat(egress().of(privateSubnets())).containsExactly(address());
    }

    @Test
    void functionsLeaveByTheGatewayOfTheirSubnets() {
        assertThat(functionRoute().isPublic()).isFalse();
        assertThat(egress().ofFunctions()).containsExactly(functionRoute());
    }

    @Test
    void publicSubnetHasNoAddressOfItsOwn() {
        assertThat(egress().of(List.of(publicSubnet()))).containsExactly("internet gateway");
    }
}
