package dev.landfall.preflight;

import dev.landfall.dns.AddressRecords;
import dev.landfall.gateway.DnsZone;
import dev.landfall.gateway.NameServers;
import dev.landfall.gateway.RecordSet;
import dev.landfall.model.failure.OperatorException;
import dev.landfall.preflight.PreflightReport.Check;
import dev.landfall.run.Configuration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Decisions about the domain's record. */
final class DnsChecks {

    static final String RECORD = "dns-record";
    static final String NOT_LIVE = "target-not-live";

    private static final long LONG_TTL_SECONDS = 300;

    private DnsChecks() {}

    static Check record(Scene scene) {
        var configuration = scene.configuration();
        return record(
                configuration,
                scene.gateways().dnsZone(),
                scene.gateways().dnsZone().records(configuration.domain()),
                scene.gateways().nameServers());
    }

    private static Check record(
            Configuration configuration, DnsZone zone, List<RecordSet> all, NameServers nameServers) {
        var records = AddressRecords.of(all);
        var target = configuration.target().dnsTarget();
        if (target.isEmpty()) {
            return Check.blocker(
                    RECORD,
                    "target.dnsTarget is not given, so there is nothing to point the domain to.",
                    "Set it in landfall.json to the name of the target's load balancer.");
        }
        if (records.isEmpty()) {
            return Check.blocker(
                    RECORD,
                    configuration.domain() + " has no record in the zone.",
                    "Check dns.zoneId: the zone must be the one that answers for the domain.");
        }
        var found = configuration.domain() + " has "
                + records.stream().map(DnsChecks::words).collect(Collectors.joining(" and ")) + ".";
        if (records.stream().anyMatch(record -> record.routing().isPresent())) {
            return Check.blocker(
                    RECORD,
                    found + " SwitchDns changes simple records only: it cannot tell which of several shall change.",
                    "Put one simple record in place of them at least their TTL before the cutover; move a routing policy once Retool is on the target.");
        }
        var source = configuration.source().dnsTarget();
        if (source.isPresent() && !AddressRecords.pointTo(records, source.get())) {
            return Check.blocker(RECORD, found, "Correct source.dnsTarget, or find out who changed the record.");
        }
        final String seen;
        try {
            seen = found + " " + plan(configuration, zone, target.get(), all);
        } catch (OperatorException refused) {
            return Check.blocker(
                    RECORD,
                    found + " " + refused.problem().seen(),
                    refused.problem().remedy());
        }
        var ttl = records.stream().mapToLong(RecordSet::ttlSeconds).max().orElse(0);
        if (ttl > LONG_TTL_SECONDS) {
            return Check.warning(
                    RECORD,
                    seen + " Its TTL is " + ttl + " s.",
                    "Lower the TTL to " + configuration.dnsTtlSeconds() + " s at least " + ttl
                            + " s before the cutover.");
        }
        return remembered(records, nameServers)
                .map(
                        old -> Check.warning(
                                RECORD,
                                seen + " Its TTL is " + ttl + " s, but " + old,
                                "Begin the cutover when the old TTL has elapsed since it was lowered; until then a rollback and a switch take as long as the old one."))
                .orElseGet(() -> Check.ok(RECORD, seen));
    }

    private static String words(RecordSet record) {
        return record.routing().map(policy -> policy + " ").orElse("") + record.type() + " "
                + String.join(", ", record.values());
    }

    /** The batch of SwitchDns as it would be sent now. */
    private static String plan(Configuration configuration, DnsZone zone, String target, List<RecordSet> present) {
        var batch = AddressRecords.change(
                present,
                AddressRecords.pointing(configuration.domain(), target, configuration.dnsTtlSeconds(), present));
        var planned = zone.plan(batch.remove(), batch.upsert()).stream()
                .map(change -> change.action() + " " + words(change.record()))
                .collect(Collectors.joining(", "));
        return planned.isEmpty() ? "SwitchDns has nothing to send." : "SwitchDns will send: " + planned + ".";
    }

    /** An answer that lives longer than the record's TTL is from before it was lowered. */
    private static Optional<String> remembered(List<RecordSet> records, NameServers nameServers) {
        for (var record : records) {
            for (var resolver : record.alias() ? List.<String>of() : nameServers.publicResolvers()) {
                var left = nameServers
                        .ask(resolver, record.name(), record.type(), true)
                        .ttlSeconds();
                if (left > record.ttlSeconds()) {
                    return Optional.of(
                            resolver + " keeps an older answer for " + left + " s: the old TTL has not elapsed yet.");
                }
            }
        }
        return Optional.empty();
    }

    static Check notLive(Configuration configuration, List<RecordSet> records, List<String> runningAutomation) {
        var target = configuration.target().dnsTarget();
        if (target.isPresent() && AddressRecords.pointTo(records, target.get())) {
            return Check.blocker(
                    NOT_LIVE,
                    configuration.domain() + " points to the target already.",
                    "A move would overwrite what its users write; roll back first, or correct the record.");
        }
        return runningAutomation.isEmpty()
                ? Check.ok(NOT_LIVE, "The domain does not point to the target, and no workflow or agent runs there.")
                : Check.warning(
                        NOT_LIVE,
                        "Workflows or agents run on the target: " + String.join(", ", runningAutomation) + ".",
                        "Apply the target with workflows_enabled = false until the cutover.");
    }
}
