package dev.landfall.gateway.aws;

import dev.landfall.gateway.RecordSet;
import dev.landfall.gateway.ZoneRecords;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.route53.Route53Client;

/** A hosted zone of Route 53, read as a whole. The zone is found as {@link Route53Zone} finds it. */
public final class Route53ZoneRecords implements ZoneRecords {

    private final Supplier<Route53Client> route53;
    private final Supplier<String> zoneId;
    private final RecordSets records;

    public Route53ZoneRecords(AwsConnection connection, Optional<String> zoneId, String domain) {
        route53 = new Later<>(() -> connection.client(Route53Client.builder()));
        this.zoneId = new Later<>(() -> zoneId.orElseGet(() -> new HostedZones(route53).of(domain)));
        records = new RecordSets(route53);
    }

    @Override
    public String apex() {
        return DnsName.of(new HostedZones(route53)
                        .describe(zoneId.get())
                        .hostedZone()
                        .name())
                .text();
    }

    @Override
    public List<RecordSet> atAndBelow(String name) {
        return records.atAndBelow(zoneId.get(), name).stream()
                .map(RecordSets::read)
                .sorted(Comparator.comparing(RecordSet::name).thenComparing(RecordSet::type))
                .toList();
    }
}
