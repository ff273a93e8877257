package dev.landfall.gateway.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.gateway.EgressAddresses.DefaultRoute;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What no emulator knows of a network, a cluster and subscriptions, as the services' documentation shows it. */
class ReadBeforeAMoveTest {

    private final CannedAws aws = new CannedAws();

    private static String routeTable(String route) {
        return """
                <DescribeRouteTablesResponse><routeTableSet><item><routeSet>
                <item><destinationCidrBlock>10.0.0.0/16</destinationCidrBlock><gatewayId>local</gatewayId>\
                <state>active</state></item>
                <item><destinationCidrBlock>0.0.0.0/0</destinationCidrBlock>%s</item>
                </routeSet></item></routeTableSet></DescribeRouteTablesResponse>
                """.formatted(route);
    }

    private Optional<String> through(String route) {
        aws.then(200, routeTable(route));
        return new Ec2EgressAddresses(aws.connection(), List.of("subnet-1"))
                .ofFunctions()
                .getFirst()
                .through();
    }

    @Test
    void transitGatewayIsAWayOut() {
        assertThat(through("<transitGatewayId>tgw-1</transitGatewayId><state>active</state>"))
                .contains("tgw-1");
    }

    @Test
    void natGatewayThatIsGoneIsNone() {
        assertThat(through("<natGatewayId>nat-1</natGatewayId><state>blackhole</state>"))
                .isEmpty();
    }

    @Test
    void internetGatewayIsNamedAsPublic() {
        aws.then(200, routeTable("<gatewayId>igw-1</gatewayId><state>active</state>"));
        assertThat(new Ec2EgressAddresses(aws.connection(), List.of("subnet-1")).ofFunctions())
                .containsExactly(new DefaultRoute("subnet-1", Optional.of("igw-1")))
                .allMatch(DefaultRoute::isPublic);
    }

    @Test
    void authenticationModeIsTheClustersOwnWord() {
        aws.then(
                200, "{\"cluster\":{\"name\":\"blueprint\",\"accessConfig\":{\"authenticationMode\":\"CONFIG_MAP\"}}}");
        assertThat(new EksClusterAccess(aws.connection(), "blueprint").authenticationMode())
                .contains("CONFIG_MAP");
    }

    @Test
    void subscriptionConfirmedByTheLinkAloneIsUnprotected() {
        aws.then(200, """
                        <ListSubscriptionsByTopicResponse><ListSubscriptionsByTopicResult><Subscriptions>
                        <member><Protocol>email</Protocol><Endpoint>alice@example.com</Endpoint>\
                        <SubscriptionArn>arn:aws:sns:us-east-1:111122223333:mail:1</SubscriptionArn></member>
                        <member><Protocol>email</Protocol><Endpoint>bob@example.com</Endpoint>\
                        <SubscriptionArn>arn:aws:sns:us-east-1:111122223333:mail:2</SubscriptionArn></member>
                        <member><Protocol>email</Protocol><Endpoint>carol@example.com</Endpoint>\
                        <SubscriptionArn>PendingConfirmation</SubscriptionArn></member>
                        </Subscriptions></ListSubscriptionsByTopicResult></ListSubscriptionsByTopicResponse>
                        """).then(200, attributes("false")).then(200, attributes("true"));
        var notices = new SnsNotices(aws.connection(), "arn:aws:sns:us-east-1:111122223333:mail", Optional.empty());
        assertThat(notices.unprotectedAddresses()).containsExactly("alice@example.com");
    }

    private static String attributes(String authenticated) {
        return """
                <GetSubscriptionAttributesResponse><GetSubscriptionAttributesResult><Attributes>
                <entry><key>ConfirmationWasAuthenticated</key><value>%s</value></entry>
                </Attributes></GetSubscriptionAttributesResult></GetSubscriptionAttributesResponse>
                """.formatted(authenticated);
    }

    @Test
    void functionsAreToldTheirSubnets() {
        var environment = new TreeMap<>(Map.of(
                "AWS_REGION", "us-east-1",
                "LANDFALL_BUCKET", "runs",
                "LANDFALL_KEY_ARN", "key",
                "LANDFALL_TOKEN_KEY_ARN", "tokens",
                "LANDFALL_FINGERPRINT_KEY_ARN", "fingerprints",
                "LANDFALL_LINK_KEY_ARN", "links",
                "LANDFALL_TOPIC_ARN", "topic",
                "LANDFALL_MOVER_IMAGE_AMD64", "image",
                "LANDFALL_SERVICE_ACCOUNT", "landfall-mover"));
        assertThat(Deployment.of(environment).subnets()).isEmpty();
        environment.put("LANDFALL_SUBNETS", "subnet-1,subnet-2");
        assertThat(Deployment.of(environment).subnets()).containsExactly("subnet-1", "subnet-2");
    }
}
