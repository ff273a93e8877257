package dev.landfall.gateway.aws;

import dev.landfall.gateway.EgressAddresses;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Follows the default routes of subnets in EC2. */
public final class Ec2EgressAddresses implements EgressAddresses {

    private static final String PUBLIC = "internet gateway";

    /** What a route may lead to, as EC2's answer names it. */
    private static final List<String> TARGETS = List.of(
            "natGatewayId",
            "gatewayId",
            "transitGatewayId",
            "networkInterfaceId",
            "instanceId",
            "vpcPeeringConnectionId",
            "localGatewayId",
            "coreNetworkArn");

    private final SignedApi ec2;
    private final List<String> ofFunctions;

    /** {@code ofFunctions} are the subnets that functions run in. */
    public Ec2EgressAddresses(AwsConnection connection, List<String> ofFunctions) {
        this.ec2 = SignedApi.ec2(connection);
        this.ofFunctions = List.copyOf(ofFunctions);
    }

    @Override
    public List<String> of(List<String> subnets) {
        var addresses = new TreeSet<String>();
        for (var subnet : subnets) {
            defaultRoute(subnet).ifPresent(route -> addresses.addAll(through(route)));
        }
        return List.copyOf(addresses);
    }

    @Override
    public List<DefaultRoute> ofFunctions() {
        return ofFunctions.stream()
                .map(subnet -> new DefaultRoute(
                        subnet,
                        defaultRoute(subnet)
                                .filter(Ec2EgressAddresses::leadsSomewhere)
                                .flatMap(route -> TARGETS.stream()
                                        .flatMap(target -> route.text(target).stream())
                                        .findFirst())))
                .toList();
    }

    /** What a route leads to may be gone, while the route stands. */
    private static boolean leadsSomewhere(XmlAnswer route) {
        return route.text("state").filter("blackhole"::equals).isEmpty();
    }

    private Optional<XmlAnswer> defaultRoute(String subnet) {
        return routeTable(subnet).stream()
                .flatMap(table -> table.members("routeSet").stream())
                .filter(route -> route.text("destinationCidrBlock")
                        .filter("0.0.0.0/0"::equals)
                        .isPresent())
                .findFirst();
    }

    /** The subnet's own, or else its VPC's main one. */
    private Optional<XmlAnswer> routeTable(String subnet) {
        return routeTables(Map.of("association.subnet-id", subnet)).stream()
                .findFirst()
                .or(() -> vpc(subnet)
                        .flatMap(vpc -> routeTables(Map.of("vpc-id", vpc, "association.main", "true")).stream()
                                .findFirst()));
    }

    private List<XmlAnswer> routeTables(Map<String, String> filters) {
        return AwsProblem.guard(
                "describe route tables " + filters,
                () -> ec2.query("DescribeRouteTables", filter(filters)).members("routeTableSet"));
    }

    private Optional<String> vpc(String subnet) {
        return AwsProblem.guard(
                "describe the subnet " + subnet,
                () -> ec2.query("DescribeSubnets", Map.of("SubnetId.1", subnet)).members("subnetSet").stream()
                        .flatMap(each -> each.text("vpcId").stream())
                        .findFirst());
    }

    /** What is neither a NAT gateway nor an internet gateway is named by its id: a transit gateway, a proxy's interface. */
    private List<String> through(XmlAnswer route) {
        var nat = route.text("natGatewayId");
        if (nat.isPresent()) {
            return addresses(nat.get());
        }
        var gateway = route.text("gatewayId");
        if (gateway.filter(id -> id.startsWith("igw-")).isPresent()) {
            return List.of(PUBLIC);
        }
        return gateway.or(() -> route.text("transitGatewayId")).or(() -> route.text("networkInterfaceId")).stream()
                .toList();
    }

    private List<String> addresses(String natGateway) {
        return AwsProblem.guard(
                "describe the NAT gateway " + natGateway,
                () ->
                        ec2
                                .query("DescribeNatGateways", Map.of("NatGatewayId.1", natGateway))
                                .members("natGatewaySet")
                                .stream()
                                .flatMap(gateway -> gateway.members("natGatewayAddressSet").stream())
                                .flatMap(address -> address.text("publicIp").stream())
                                .toList());
    }

    private static Map<String, String> filter(Map<String, String> filters) {
        var parameters = new TreeMap<String, String>();
        int number = 1;
        for (var each : new TreeMap<>(filters).entrySet()) {
            parameters.put("Filter." + number + ".Name", each.getKey());
            parameters.put("Filter." + number + ".Value.1", each.getValue());
            number++;
        }
        return parameters;
    }
}
