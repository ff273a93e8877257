package dev.landfall.preflight;

import dev.landfall.capture.DnsAuthority;
import dev.landfall.dns.AddressRecords;
import dev.landfall.gateway.RecordSet;
import dev.landfall.preflight.PreflightReport.Check;
import dev.landfall.run.Configuration;
import java.util.List;
import java.util.stream.Collectors;

/** Decisions about the domain's record. */
final class DnsChecks {

    static final String RECORD = "dns-record";
    static final String NOT_LIVE = "target-not-live";
    static final String NEIGHBOURS = "dns-neighbours";

    private static final long LONG_TTL_SECONDS = 300;

    private DnsChecks() {}

    static Check record(Configuration configuration, List<RecordSet> all) {
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
        var seen = configuration.domain() + " has "
                + records.stream()
                        .map(record -> record.type() + " " + String.join(", ", record.values()))
                        .collect(Collectors.joining(" and "))
                + ".";
        var source = configuration.source().dnsTarget();
        if (source.isPresent() && !AddressRecords.pointTo(records, source.get())) {
            return Check.blocker(RECORD, seen, "Correct source.dnsTarget, or find out who changed the record.");
        }
        var ttl = records.stream().mapToLong(RecordSet::ttlSeconds).max().orElse(0);
        return ttl > LONG_TTL_SECONDS
                ? Check.warning(
                        RECORD,
                        seen + " Its TTL is " + ttl + " s.",
                        "Lower the TTL to " + configuration.dnsTtlSeconds() + " s at least " + ttl
                                + " s before the cutover.")
                : Check.ok(RECORD, seen);
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

    /** What else answers at the name and below it. */
    static Check neighbours(Scene scene) {
        var domain = scene.configuration().domain();
        var zone = scene.gateways().surroundings().zone();
        var authority = new DnsAuthority(scene.gateways().nameServers()).of(domain);
        boolean apex = zone.apex().equalsIgnoreCase(domain);
        var below = zone.atAndBelow(domain).stream()
                .filter(record -> !record.name().equalsIgnoreCase(domain))
                .map(record -> record.name() + " " + record.type())
                .toList();
        var seen = (apex ? "The domain is its zone's apex. " : "")
                + (below.isEmpty()
                        ? "Nothing stands below the domain."
                        : "Below the domain: " + String.join(", ", below) + ".");
        if (authority.containsKey("DS") && !apex) {
            return Check.blocker(
                    NEIGHBOURS,
                    "A DS record stands at " + domain + ": it is a signed zone of its own. " + seen,
                    "Remove the DS record at the parent and wait for its TTL, or change the record in the zone that is signed.");
        }
        var issuers = authority.getOrDefault("CAA", List.of());
        if (!issuers.isEmpty() && issuers.stream().noneMatch(issuer -> issuer.contains("amazon"))) {
            return Check.warning(
                    NEIGHBOURS,
                    "CAA records let only others issue certificates: " + String.join("; ", issuers) + ". " + seen,
                    "Add a CAA record for amazon.com, or certificates will not renew.");
        }
        return Check.ok(NEIGHBOURS, seen);
    }
}
