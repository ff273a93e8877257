package dev.landfall.preflight;

import dev.landfall.capture.DnsAuthority;
import dev.landfall.dns.AddressRecords;
import dev.landfall.dns.DnsVerification;
import dev.landfall.gateway.RecordSet;
import dev.landfall.preflight.PreflightReport.Check;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Decisions about what else answers at the domain's name and below it, and about the zone that answers. */
final class NeighbourChecks {

    static final String NEIGHBOURS = "dns-neighbours";

    /** Records that are held against the world's answers; a zone with more is no Retool's own. */
    private static final int COMPARED = 100;

    private NeighbourChecks() {}

    static Check neighbours(Scene scene) {
        var domain = scene.configuration().domain();
        var zone = scene.gateways().surroundings().zone();
        boolean apex = zone.apex().equalsIgnoreCase(domain);
        var all = zone.atAndBelow(domain);
        var below = all.stream()
                .filter(record -> !record.name().equalsIgnoreCase(domain))
                .map(record -> record.name() + " " + record.type())
                .toList();
        var seen = (apex ? "The domain is its zone's apex. " : "")
                + (below.isEmpty()
                        ? "Nothing stands below the domain."
                        : "Below the domain: " + String.join(", ", below) + ".");
        var elsewhere = delegatedElsewhere(scene, zone.apex());
        if (!elsewhere.isEmpty()) {
            return Check.blocker(
                    NEIGHBOURS,
                    "The zone " + zone.apex()
                            + " that dns.zoneId names is not the one that answers: the world is sent to "
                            + String.join(", ", elsewhere) + ". " + seen,
                    "Set dns.zoneId to the zone of those servers, or delegate the domain to this zone first.");
        }
        var authority = new DnsAuthority(scene.gateways().nameServers()).of(domain);
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
        return compared(scene, all, seen);
    }

    /** Where a public resolver finds the zone, unless it finds it at one of the zone's own servers or not at all. */
    private static List<String> delegatedElsewhere(Scene scene, String apex) {
        var own = scene.gateways().dnsZone().nameServers().stream()
                .map(AddressRecords::normal)
                .collect(Collectors.toSet());
        var delegated = scene.gateways().nameServers().publicResolvers().stream()
                .findFirst()
                .map(resolver -> scene.gateways()
                        .nameServers()
                        .ask(resolver, apex, "NS", true)
                        .values())
                .orElse(List.of());
        return delegated.stream().map(AddressRecords::normal).anyMatch(own::contains) ? List.of() : delegated;
    }

    private static Check compared(Scene scene, List<RecordSet> all, String seen) {
        var resolvers = scene.gateways().nameServers().publicResolvers();
        if (resolvers.isEmpty()) {
            return Check.notChecked(
                    NEIGHBOURS,
                    "Not looked at: no public resolver is named, so nobody was asked for DS, CAA and these records. "
                            + seen);
        }
        var verification =
                new DnsVerification(scene.gateways().dnsZone(), scene.gateways().nameServers());
        var comparable = all.stream().filter(NeighbourChecks::comparable).toList();
        var different = comparable.stream()
                .limit(COMPARED)
                .flatMap(record -> verification.wrongResolvers(record.name(), List.of(record)).stream()
                        .limit(1)
                        .map(answer -> record.name() + " " + record.type() + " is " + String.join(", ", record.values())
                                + " in the zone, and " + answer))
                .toList();
        return different.isEmpty()
                ? Check.ok(
                        NEIGHBOURS,
                        seen + " Public resolvers answer for "
                                + (comparable.size() > COMPARED
                                        ? "the first " + COMPARED + " of " + comparable.size()
                                        : "them")
                                + " as the zone has it.")
                : Check.warning(
                        NEIGHBOURS,
                        seen + " Public resolvers answer otherwise: " + String.join("; ", different) + ".",
                        "Find out which zone they answer from, or wait for the TTL of a record that was just changed.");
    }

    /** A wildcard answers for other names than its own; the apex's SOA changes its serial as it likes. */
    private static boolean comparable(RecordSet record) {
        var name = record.name().toLowerCase(Locale.ROOT);
        return !name.startsWith("*.")
                && !name.startsWith("\\052.")
                && !record.type().equals("SOA");
    }
}
