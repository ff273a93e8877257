package dev.landfall.gateway.aws;

import dev.landfall.model.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Who may reach a load balancer: its security groups in EC2, and its web ACL in WAF. */
record ElbSurroundings(SignedApi ec2, SignedApi waf) {

    /** CIDRs, prefix lists and security groups that these security groups let in, sorted. */
    List<String> sources(List<String> securityGroups) {
        if (securityGroups.isEmpty()) {
            return List.of();
        }
        var parameters = new HashMap<String, String>();
        for (int i = 0; i < securityGroups.size(); i++) {
            parameters.put("GroupId." + (i + 1), securityGroups.get(i));
        }
        return AwsProblem.guard("describe security groups", () -> {
            var sources = new TreeSet<String>();
            ec2.query("DescribeSecurityGroups", parameters).members("securityGroupInfo").stream()
                    .flatMap(group -> group.members("ipPermissions").stream())
                    .flatMap(ElbSurroundings::sources)
                    .forEach(sources::add);
            return List.copyOf(sources);
        });
    }

    private static Stream<String> sources(XmlAnswer permission) {
        return Stream.of(
                        permission.members("ipRanges").stream().map(each -> each.text("cidrIp")),
                        permission.members("ipv6Ranges").stream().map(each -> each.text("cidrIpv6")),
                        permission.members("prefixListIds").stream().map(each -> each.text("prefixListId")),
                        permission.members("groups").stream().map(each -> each.text("groupId")))
                .flatMap(each -> each)
                .flatMap(Optional::stream);
    }

    /** The web ACL's name. */
    Optional<String> webAcl(String loadBalancerArn) {
        return AwsProblem.guard("find the web ACL of " + loadBalancerArn, () -> {
            var input = Json.MAPPER.createObjectNode().put("ResourceArn", loadBalancerArn);
            var name = waf.json("GetWebACLForResource", input).at("/WebACL/Name");
            return name.isTextual() ? Optional.of(name.asText()) : Optional.empty();
        });
    }
}
