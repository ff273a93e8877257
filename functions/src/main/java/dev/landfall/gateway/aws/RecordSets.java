package dev.landfall.gateway.aws;

import dev.landfall.gateway.RecordSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.NoSuchHostedZoneException;
import software.amazon.awssdk.services.route53.model.ResourceRecord;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/** Reads a zone's records. Route 53 sorts them so that a name is followed by all names below it. */
record RecordSets(Supplier<Route53Client> route53) {

    /** Of exactly that name. */
    List<ResourceRecordSet> named(String zoneId, String name) {
        var wanted = DnsName.of(name);
        return from(zoneId, wanted, wanted::equals);
    }

    /** Of that name and of all below it. */
    List<ResourceRecordSet> atAndBelow(String zoneId, String name) {
        var wanted = DnsName.of(name);
        return from(zoneId, wanted, each -> each.isIn(wanted));
    }

    private List<ResourceRecordSet> from(String zoneId, DnsName name, Predicate<DnsName> wanted) {
        return AwsProblem.guard("list records of " + name.text() + " in the zone " + zoneId, () -> {
            try {
                return route53
                        .get()
                        .listResourceRecordSetsPaginator(
                                request -> request.hostedZoneId(zoneId).startRecordName(name.text()))
                        .resourceRecordSets()
                        .stream()
                        .takeWhile(each -> wanted.test(DnsName.of(each.name())))
                        .toList();
            } catch (NoSuchHostedZoneException e) {
                throw HostedZones.gone(zoneId, e);
            }
        });
    }

    /** An alias has no TTL of its own. */
    static RecordSet read(ResourceRecordSet record) {
        var name = DnsName.of(record.name()).text();
        if (record.aliasTarget() != null) {
            var target = record.aliasTarget();
            return alias(
                    name,
                    record.typeAsString(),
                    target.dnsName(),
                    target.evaluateTargetHealth(),
                    RoutingPolicy.of(record));
        }
        return new RecordSet(
                name,
                record.typeAsString(),
                // A record that a traffic policy made has none.
                record.ttl() == null ? 0 : record.ttl(),
                record.resourceRecords().stream().map(ResourceRecord::value).toList(),
                false,
                false,
                RoutingPolicy.of(record));
    }

    /** In the form in which two can be compared. */
    static RecordSet normal(RecordSet record) {
        var name = DnsName.of(record.name()).text();
        return record.alias()
                ? alias(
                        name,
                        record.type(),
                        record.values().getFirst(),
                        record.evaluateTargetHealth(),
                        record.routing())
                : new RecordSet(
                        name, record.type(), record.ttlSeconds(), record.values(), false, false, record.routing());
    }

    private static RecordSet alias(
            String name, String type, String target, boolean evaluateTargetHealth, Optional<String> routing) {
        return new RecordSet(name, type, 0, List.of(DnsName.of(target).text()), true, evaluateTargetHealth, routing);
    }
}
