package dev.landfall.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.gateway.Change;
import dev.landfall.gateway.DnsZone;
import dev.landfall.gateway.RecordSet;
import dev.landfall.gateway.aws.AwsConnection;
import dev.landfall.gateway.aws.Route53Zone;
import dev.landfall.testing.NeedsTier;
import dev.landfall.testing.Tier;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.RRType;

@NeedsTier(Tier.MOTO)
@SuppressWarnings("unchecked") // The SDK takes builders' consumers as varargs.
class MotoDnsZoneContractIT extends DnsZoneContract {

    private AwsConnection connection;
    private Route53Client route53;
    private String zoneId;

    @BeforeEach
    void build() {
        connection = Moto.fresh();
        route53 = connection.client(Route53Client.builder());
        zoneId = create(APEX, false);
        put(HELD.name(), RRType.CNAME, HELD.ttlSeconds(), HELD.values().getFirst());
    }

    private String create(String name, boolean isPrivate) {
        return route53.createHostedZone(request -> {
                    request.name(name).callerReference(name + isPrivate);
                    if (isPrivate) {
                        request.hostedZoneConfig(config -> config.privateZone(true))
                                .vpc(vpc -> vpc.vpcId("vpc-1").vpcRegion("us-east-1"));
                    }
                })
                .hostedZone()
                .id()
                .replace("/hostedzone/", "");
    }

    private void put(String name, RRType type, long ttlSeconds, String value) {
        route53.changeResourceRecordSets(request -> request.hostedZoneId(zoneId)
                .changeBatch(batch -> batch.changes(change -> change.action(ChangeAction.CREATE)
                        .resourceRecordSet(record -> record.name(name)
                                .type(type)
                                .ttl(ttlSeconds)
                                .resourceRecords(each -> each.value(value))))));
    }

    @Override
    protected DnsZone zone() {
        return PackedArchive.gateway(
                DnsZone.class, Route53Zone.class, connection, Optional.empty(), "retool.example.com");
    }

    @Override
    protected void putWeighted(String name, String value, String identifier) {
        route53.changeResourceRecordSets(request -> request.hostedZoneId(zoneId)
                .changeBatch(batch -> batch.changes(change -> change.action(ChangeAction.CREATE)
                        .resourceRecordSet(record -> record.name(name)
                                .type(RRType.CNAME)
                                .setIdentifier(identifier)
                                .weight(100L)
                                .ttl(60L)
                                .resourceRecords(each -> each.value(value))))));
    }

    @Override
    protected String aliasTarget() {
        return new MotoLoadBalancer(connection).create("health").dnsName();
    }

    @Test
    void longestPublicZoneThatHoldsTheDomainIsTheOne() {
        create("com", false);
        create("retool.example.com", true);
        create("l.example.com", false);
        assertThat(zone().zoneId()).isEqualTo(zoneId);
    }

    @Test
    void nameServersAreTheZones() {
        assertThat(zone().nameServers())
                .isEqualTo(route53.getHostedZone(request -> request.id(zoneId))
                        .delegationSet()
                        .nameServers());
    }

    @Test
    void recordsOfOtherNamesAreLeftOut() {
        put("a.retool.example.com", RRType.A, 60, "192.0.2.1");
        put("sretool.example.com", RRType.A, 60, "192.0.2.1");
        assertThat(zone().records(HELD.name())).containsExactly(HELD);
        assertThat(zone().records("nothing.example.com")).isEmpty();
    }

    @Test
    void aliasLeadsToALoadBalancerOfTheAccount() {
        var loadBalancer = new MotoLoadBalancer(connection).create("target");
        var alias = new RecordSet(APEX, "A", 0, List.of(loadBalancer.dnsName()), true);
        var zone = zone();

        assertThat(zone.apply(List.of(), List.of(alias)).change()).isEqualTo(Change.UPDATED);
        assertThat(zone.apply(List.of(), List.of(alias)).change()).isEqualTo(Change.UNCHANGED);

        assertThat(zone.records(APEX)).filteredOn(RecordSet::alias).hasSize(1);
        var record = route53.listResourceRecordSets(request ->
                        request.hostedZoneId(zoneId).startRecordName(APEX).startRecordType(RRType.A))
                .resourceRecordSets()
                .getFirst();
        assertThat(record.aliasTarget().hostedZoneId()).isEqualTo(loadBalancer.canonicalHostedZoneId());
    }

    @Test
    void everyCallUsesExactlyItsActions() {
        var loadBalancer = new MotoLoadBalancer(connection).create("target");
        var recorder = new CallRecorder();
        for (var call : List.<java.util.function.Consumer<DnsZone>>of(
                DnsZone::zoneId,
                DnsZone::nameServers,
                zone -> zone.records(HELD.name()),
                zone -> zone.apply(
                        List.of(), List.of(new RecordSet(APEX, "A", 0, List.of(loadBalancer.dnsName()), true))),
                zone -> zone.plan(
                        List.of(), List.of(new RecordSet(APEX, "A", 0, List.of(loadBalancer.dnsName()), true))),
                zone -> zone.inSync("C1"))) {
            // A fresh one each time: the zone is looked up by whichever call comes first.
            call.accept(recorder.watch(
                    DnsZone.class,
                    new Route53Zone(connection.shownTo(recorder), Optional.empty(), "retool.example.com")));
        }
        recorder.assertUsedExactlyWhatIsListed(DnsZone.class);
    }
}
