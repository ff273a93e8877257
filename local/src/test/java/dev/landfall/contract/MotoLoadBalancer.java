package dev.landfall.contract;

import dev.landfall.gateway.aws.AwsConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;

/** Builds load balancers in moto as somebody else would have, in the subnets of the account's default VPC. */
record MotoLoadBalancer(AwsConnection connection) {

    private static final Pattern SUBNET = Pattern.compile("<subnetId>([^<]+)</subnetId>");

    LoadBalancer create(String name) {
        var subnets = subnets();
        return client()
                .createLoadBalancer(request -> request.name(name).subnets(subnets))
                .loadBalancers()
                .getFirst();
    }

    ElasticLoadBalancingV2Client client() {
        return connection.client(ElasticLoadBalancingV2Client.builder());
    }

    /** Asked without a client of the SDK: nothing else of EC2 is of interest. */
    private List<String> subnets() {
        try {
            var request = (HttpURLConnection)
                    connection.endpoint().orElseThrow().resolve("/").toURL().openConnection();
            request.setRequestProperty(
                    "Authorization", "AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/ec2/aws4_request");
            request.setDoOutput(true);
            request.getOutputStream().write("Action=DescribeSubnets&Version=2016-11-15".getBytes(StandardCharsets.UTF_8));
            var answer = new String(request.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return SUBNET.matcher(answer)
                    .results()
                    .map(match -> match.group(1))
                    .limit(2)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
