package dev.landfall.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.gateway.EgressAddresses;
import dev.landfall.gateway.EgressAddresses.DefaultRoute;
import dev.landfall.gateway.aws.AwsConnection;
import dev.landfall.gateway.aws.Ec2EgressAddresses;
import dev.landfall.testing.NeedsTier;
import dev.landfall.testing.Tier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@NeedsTier(Tier.MOTO)
class MotoEgressAddressesContractIT extends EgressAddressesContract {

    private AwsConnection connection;
    private MotoApi account;
    private final List<String> privateSubnets = new ArrayList<>();
    private String publicSubnet;
    private String address;
    private String nat;

    /** A VPC whose main route table leads to an internet gateway, and two subnets with one that leads to a NAT gateway. */
    @BeforeEach
    void build() {
        connection = Moto.fresh();
        account = new MotoApi(connection);
        var vpc = first(account.ec2("CreateVpc", "CidrBlock", "10.0.0.0/16"), "vpcId");
        publicSubnet = subnet(vpc, 0);
        var gateway = first(account.ec2("CreateInternetGateway"), "internetGatewayId");
        account.ec2("AttachInternetGateway", "InternetGatewayId", gateway, "VpcId", vpc);
        var main = first(
                account.ec2("DescribeRouteTables", "Filter.1.Name", "vpc-id", "Filter.1.Value.1", vpc), "routeTableId");
        defaultRoute(main, "GatewayId", gateway);
        var elastic = account.ec2("AllocateAddress", "Domain", "vpc");
        address = first(elastic, "publicIp");
        nat = first(
                account.ec2(
                        "CreateNatGateway", "SubnetId", publicSubnet, "AllocationId", first(elastic, "allocationId")),
                "natGatewayId");
        var table = first(account.ec2("CreateRouteTable", "VpcId", vpc), "routeTableId");
        defaultRoute(table, "NatGatewayId", nat);
        for (int number = 1; number <= 2; number++) {
            var subnet = subnet(vpc, number);
            account.ec2("AssociateRouteTable", "RouteTableId", table, "SubnetId", subnet);
            privateSubnets.add(subnet);
        }
    }

    private String subnet(String vpc, int number) {
        return first(account.ec2("CreateSubnet", "VpcId", vpc, "CidrBlock", "10.0." + number + ".0/24"), "subnetId");
    }

    private void defaultRoute(String table, String through, String id) {
        account.ec2("CreateRoute", "RouteTableId", table, "DestinationCidrBlock", "0.0.0.0/0", through, id);
    }

    private static String first(String xml, String element) {
        return MotoApi.values(xml, element).getFirst();
    }

    @Override
    protected EgressAddresses egress() {
        return PackedArchive.gateway(
                EgressAddresses.class, Ec2EgressAddresses.class, connection, List.of(privateSubnets.getFirst()));
    }

    @Override
    protected DefaultRoute functionRoute() {
        return new DefaultRoute(privateSubnets.getFirst(), Optional.of(nat));
    }

    @Test
    void functionsInAPublicSubnetAreSeen() {
        assertThat(new Ec2EgressAddresses(connection, List.of(publicSubnet)).ofFunctions())
                .singleElement()
                .satisfies(route -> assertThat(route.isPublic()).isTrue());
    }

    @Test
    void subnetWithoutADefaultRouteHasNone() {
        var vpc = first(account.ec2("CreateVpc", "CidrBlock", "10.1.0.0/16"), "vpcId");
        var subnet = first(account.ec2("CreateSubnet", "VpcId", vpc, "CidrBlock", "10.1.0.0/24"), "subnetId");
        assertThat(new Ec2EgressAddresses(connection, List.of(subnet)).ofFunctions())
                .containsExactly(new DefaultRoute(subnet, Optional.empty()));
    }

    @Override
    protected List<String> privateSubnets() {
        return privateSubnets;
    }

    @Override
    protected String address() {
        return address;
    }

    @Override
    protected String publicSubnet() {
        return publicSubnet;
    }

    @Test
    void everyCallUsesExactlyItsActions() {
        var recorder = new CallRecorder();
        var egress = recorder.watch(
                EgressAddresses.class, new Ec2EgressAddresses(connection.shownTo(recorder), List.of(publicSubnet)));
        egress.of(privateSubnets);
        egress.of(List.of(publicSubnet));
        egress.ofFunctions();
        recorder.assertUsedExactlyWhatIsListed(EgressAddresses.class);
    }
}
