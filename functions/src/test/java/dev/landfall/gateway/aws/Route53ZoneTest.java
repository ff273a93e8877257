package dev.landfall.gateway.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.gateway.Change;
import dev.landfall.gateway.RecordSet;
import dev.landfall.model.failure.OperatorException;
import dev.landfall.model.failure.StillWaitingException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What Route 53 answers that moto does not. */
class Route53ZoneTest {

    private static final RecordSet WANTED =
            new RecordSet("retool.example.com", "CNAME", 60, List.of("new.elb.example.net"), false);
    private static final String NOTHING = list("false", "");

    private final CannedAws aws = new CannedAws();

    private Route53Zone zone() {
        return new Route53Zone(aws.connection(), Optional.of("Z1"), "retool.example.com");
    }

    private static String list(String truncated, String records) {
        return """
                <ListResourceRecordSetsResponse><ResourceRecordSets>%s</ResourceRecordSets>
                <IsTruncated>%s</IsTruncated><MaxItems>1</MaxItems></ListResourceRecordSetsResponse>
                """.formatted(records, truncated);
    }

    private static String record(String name, String value, String more) {
        return """
                <ResourceRecordSet><Name>%s</Name><Type>CNAME</Type>%s<TTL>300</TTL><ResourceRecords><ResourceRecord>\
                <Value>%s</Value></ResourceRecord></ResourceRecords></ResourceRecordSet>
                """.formatted(name, more, value);
    }

    private static String error(String code, String message) {
        return "<ErrorResponse><Error><Type>Sender</Type><Code>%s</Code><Message>%s</Message></Error></ErrorResponse>"
                .formatted(code, message);
    }

    private static String zones(String... zones) {
        return "<ListHostedZonesResponse><HostedZones>" + String.join("", zones)
                + "</HostedZones><IsTruncated>false</IsTruncated></ListHostedZonesResponse>";
    }

    private static String zone(String id, String name) {
        return """
                <HostedZone><Id>/hostedzone/%s</Id><Name>%s.</Name><Config><PrivateZone>false</PrivateZone></Config>\
                </HostedZone>
                """.formatted(id, name);
    }

    private void assertRefused(String answer, String reason) {
        aws.then(200, NOTHING).then(400, answer);
        assertThatThrownBy(() -> zone().apply(List.of(), List.of(WANTED)))
                .isInstanceOf(OperatorException.class)
                .hasMessageContaining("DNS_CHANGE_REFUSED")
                .hasMessageContaining(reason);
    }

    @Test
    void refusalOfANameBesideAnotherRecordIsTold() {
        assertRefused("""
                <InvalidChangeBatch><Messages><Message>[RRSet of type CNAME with DNS name retool.example.com. is not \
                permitted as it conflicts with other records with the same DNS name]</Message></Messages>\
                </InvalidChangeBatch>
                """, "conflicts with other records");
    }

    @Test
    void refusalOfAnAliasNameAtTheApexIsTold() {
        assertRefused(
                error(
                        "InvalidChangeBatch",
                        "[RRSet of type CNAME with DNS name example.com. is not permitted at apex in zone example.com.]"),
                "not permitted at apex");
    }

    @Test
    void earlierChangeThatIsUnderWayMayPass() {
        aws.then(200, NOTHING)
                .then(
                        400,
                        error(
                                "PriorRequestNotComplete",
                                "The request was rejected because Route 53 was still processing a prior request."));
        assertThatThrownBy(() -> zone().apply(List.of(), List.of(WANTED)))
                .isInstanceOf(StillWaitingException.class)
                .hasMessageContaining("DNS_BUSY");
    }

    @Test
    void pagesOfOneNameAreFollowedUntilTheNextName() {
        aws.then(
                        200,
                        list("true", record("retool.example.com.", "one.example.net", ""))
                                .replace(
                                        "<MaxItems>",
                                        "<NextRecordName>retool.example.com.</NextRecordName>"
                                                + "<NextRecordType>TXT</NextRecordType><MaxItems>"))
                .then(
                        200,
                        list("true", record("a.retool.example.com.", "two.example.net", ""))
                                .replace(
                                        "<MaxItems>",
                                        "<NextRecordName>b.retool.example.com.</NextRecordName>"
                                                + "<NextRecordType>A</NextRecordType><MaxItems>"));
        assertThat(zone().records("retool.example.com"))
                .extracting(RecordSet::values)
                .containsExactly(List.of("one.example.net"));
        assertThat(aws.asked()).hasSize(2);
        assertThat(aws.asked().get(1)).contains("type=TXT");
    }

    @Test
    void wildcardIsReadUnderTheNameThatPeopleWrite() {
        aws.then(200, list("false", record("\\052.example.com.", "old.example.net", "")));
        assertThat(zone().records("*.example.com"))
                .singleElement()
                .satisfies(record -> assertThat(record.name()).isEqualTo("*.example.com"));
    }

    @Test
    void recordWithARoutingPolicyIsNotReplaced() {
        aws.then(
                200,
                list(
                        "false",
                        record(
                                "retool.example.com.",
                                "old.example.net",
                                "<SetIdentifier>blue</SetIdentifier><Weight>100</Weight>")));
        assertThatThrownBy(() -> zone().apply(List.of(), List.of(WANTED)))
                .isInstanceOf(OperatorException.class)
                .hasMessageContaining("DNS_CHANGE_REFUSED")
                .hasMessageContaining("routing policy");
    }

    @Test
    void removedAliasIsGivenAsItStands() {
        var standing = """
                <ResourceRecordSet><Name>example.com.</Name><Type>A</Type><AliasTarget><HostedZoneId>Z35SXDOTRQ7X7K\
                </HostedZoneId><DNSName>dualstack.Old.elb.amazonaws.com.</DNSName><EvaluateTargetHealth>true\
                </EvaluateTargetHealth></AliasTarget></ResourceRecordSet>
                """;
        aws.then(200, list("false", standing)).then(200, """
                        <ChangeResourceRecordSetsResponse><ChangeInfo><Id>/change/C7</Id><Status>PENDING</Status>\
                        </ChangeInfo></ChangeResourceRecordSetsResponse>
                        """);
        var alias = new RecordSet("example.com", "A", 0, List.of("dualstack.old.elb.amazonaws.com"), true, true);

        var submitted = zone().apply(List.of(alias), List.of());

        assertThat(submitted.change()).isEqualTo(Change.REMOVED);
        assertThat(aws.asked().get(1))
                .contains("<Action>DELETE</Action>")
                .contains("<HostedZoneId>Z35SXDOTRQ7X7K</HostedZoneId>")
                .contains("<EvaluateTargetHealth>true</EvaluateTargetHealth>");
    }

    @Test
    void aliasToADistributionNeedsNoLookUp() {
        aws.then(200, NOTHING).then(200, """
                        <ChangeResourceRecordSetsResponse><ChangeInfo><Id>/change/C7</Id><Status>PENDING</Status>\
                        </ChangeInfo></ChangeResourceRecordSetsResponse>
                        """);
        var alias = new RecordSet("example.com", "A", 0, List.of("d111111abcdef8.cloudfront.net"), true);
        assertThat(zone().apply(List.of(), List.of(alias)).changeId()).isEqualTo("C7");
        assertThat(aws.asked().get(1)).contains("<HostedZoneId>Z2FDTNDATAQYW2</HostedZoneId>");
    }

    @Test
    void aliasToNobodyKnowsWhatIsNamed() {
        aws.then(200, NOTHING).then(200, """
                        <DescribeLoadBalancersResponse><DescribeLoadBalancersResult><LoadBalancers/>\
                        </DescribeLoadBalancersResult></DescribeLoadBalancersResponse>
                        """);
        var alias = new RecordSet("example.com", "A", 0, List.of("gone.elb.amazonaws.com"), true);
        assertThatThrownBy(() -> zone().apply(List.of(), List.of(alias)))
                .isInstanceOf(OperatorException.class)
                .hasMessageContaining("DNS_ALIAS_TARGET_UNKNOWN")
                .hasMessageContaining("gone.elb.amazonaws.com");
    }

    @Test
    void changeIsInSyncOnlyWhenRoute53SaysSo() {
        aws.then(200, """
                <GetChangeResponse><ChangeInfo><Id>/change/C7</Id><Status>PENDING</Status></ChangeInfo>\
                </GetChangeResponse>
                """);
        assertThat(zone().inSync("/change/C7")).isFalse();
        assertThat(aws.asked().getFirst()).contains("/change/C7");
    }

    @Test
    void unknownChangeIsNamed() {
        aws.then(404, error("NoSuchChange", "A change with that ID does not exist."));
        assertThatThrownBy(() -> zone().inSync("/change/C7"))
                .isInstanceOf(OperatorException.class)
                .hasMessageContaining("DNS_CHANGE_UNKNOWN");
    }

    @Test
    void missingZoneIsNamed() {
        aws.then(404, error("NoSuchHostedZone", "No hosted zone found with ID: Z1"));
        assertThatThrownBy(() -> zone().records("retool.example.com"))
                .isInstanceOf(OperatorException.class)
                .hasMessageContaining("DNS_ZONE_MISSING")
                .hasMessageContaining("Z1");
    }

    @Test
    void domainThatNoZoneHoldsNeedsAPerson() {
        aws.then(200, zones(zone("Z2", "example.org"), zone("Z3", "tool.example.com")));
        assertThatThrownBy(() -> new Route53Zone(aws.connection(), Optional.empty(), "retool.example.com").zoneId())
                .isInstanceOf(OperatorException.class)
                .hasMessageContaining("DNS_ZONE_MISSING")
                .hasMessageContaining("retool.example.com");
    }

    @Test
    void twoZonesOfOneNameNeedAPerson() {
        aws.then(200, zones(zone("Z2", "example.com"), zone("Z3", "example.com"), zone("Z4", "com")));
        assertThatThrownBy(() -> new Route53Zone(aws.connection(), Optional.empty(), "retool.example.com").zoneId())
                .isInstanceOf(OperatorException.class)
                .hasMessageContaining("DNS_ZONE_AMBIGUOUS")
                .hasMessageContaining("Z2, Z3")
                .hasMessageNotContaining("Z4");
    }
}
