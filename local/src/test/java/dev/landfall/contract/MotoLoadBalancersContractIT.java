package dev.landfall.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.gateway.LoadBalancers;
import dev.landfall.gateway.aws.AwsConnection;
import dev.landfall.gateway.aws.ElbLoadBalancers;
import dev.landfall.testing.NeedsTier;
import dev.landfall.testing.Tier;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;

@NeedsTier(Tier.MOTO)
@SuppressWarnings("unchecked") // The SDK takes builders' consumers as varargs.
class MotoLoadBalancersContractIT extends LoadBalancersContract {

    private AwsConnection connection;
    private MotoApi account;
    private LoadBalancer built;
    private String group;

    @BeforeEach
    void build() {
        connection = Moto.fresh();
        account = new MotoApi(connection);
        var securityGroup = account.securityGroup();
        account.ec2(
                "AuthorizeSecurityGroupIngress",
                "GroupId",
                securityGroup,
                "IpPermissions.1.IpProtocol",
                "tcp",
                "IpPermissions.1.FromPort",
                "443",
                "IpPermissions.1.ToPort",
                "443",
                "IpPermissions.1.IpRanges.1.CidrIp",
                "0.0.0.0/0");
        var loadBalancers = new MotoLoadBalancer(connection);
        built = loadBalancers.create("retool", securityGroup);
        loadBalancers.idleTimeout(built, 90);
        group = loadBalancers.forwarding(built, account.certificate("retool.example.com"));
        var source = new MotoSource(connection);
        source.cluster();
        source.service(SERVICE, List.of(group));
        source.service(UNBALANCED);
    }

    @Override
    protected LoadBalancers loadBalancers() {
        return PackedArchive.gateway(LoadBalancers.class, ElbLoadBalancers.class, connection, MotoSource.CLUSTER);
    }

    @Test
    void ruleThatSignsUsersInIsTold() {
        var client = new MotoLoadBalancer(connection).client();
        var listener = client.describeListeners(request -> request.loadBalancerArn(built.loadBalancerArn()))
                .listeners()
                .getFirst();
        client.createRule(request -> request.listenerArn(listener.listenerArn())
                .priority(1)
                .conditions(condition -> condition.field("path-pattern").values("/*"))
                .actions(
                        action -> action.type(ActionTypeEnum.AUTHENTICATE_OIDC)
                                .order(1)
                                .authenticateOidcConfig(oidc -> oidc.issuer("https://login.example.com")
                                        .authorizationEndpoint("https://login.example.com/authorize")
                                        .tokenEndpoint("https://login.example.com/token")
                                        .userInfoEndpoint("https://login.example.com/user")
                                        .clientId("retool")
                                        .clientSecret("a secret")),
                        action -> action.type(ActionTypeEnum.FORWARD).order(2).targetGroupArn(group)));

        var found = loadBalancers().ofService(SERVICE).orElseThrow().listeners().getFirst();

        assertThat(found.actions()).containsExactly("forward", "authenticate-oidc");
        assertThat(found.authenticates()).isTrue();
        assertThat(found.oidcIssuer()).hasValue("https://login.example.com");
    }

    @Test
    void webAclIsNamed() {
        var created = account.json("wafv2", "AWSWAF_20190729.CreateWebACL", """
                {"Name":"office-only","Scope":"REGIONAL","DefaultAction":{"Allow":{}},"VisibilityConfig":
                {"SampledRequestsEnabled":false,"CloudWatchMetricsEnabled":false,"MetricName":"office"}}
                """);
        account.json(
                "wafv2",
                "AWSWAF_20190729.AssociateWebACL",
                "{\"WebACLArn\":\"%s\",\"ResourceArn\":\"%s\"}"
                        .formatted(created.replaceAll(".*\"(arn:[^\"]+)\".*", "$1"), built.loadBalancerArn()));
        assertThat(loadBalancers().named(built.dnsName()).orElseThrow().webAcl())
                .hasValue("office-only");
    }

    @Test
    void everyCallUsesExactlyItsActions() {
        var recorder = new CallRecorder();
        var loadBalancers = recorder.watch(
                LoadBalancers.class, new ElbLoadBalancers(connection.shownTo(recorder), MotoSource.CLUSTER));
        loadBalancers.ofService(SERVICE);
        loadBalancers.named(built.dnsName());
        recorder.assertUsedExactlyWhatIsListed(LoadBalancers.class);
    }
}
