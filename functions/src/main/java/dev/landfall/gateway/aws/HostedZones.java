package dev.landfall.gateway.aws;

import dev.landfall.model.failure.LandfallException;
import dev.landfall.model.failure.Problem;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.GetHostedZoneResponse;
import software.amazon.awssdk.services.route53.model.HostedZone;
import software.amazon.awssdk.services.route53.model.NoSuchHostedZoneException;

/** Finds the zone that holds a domain's records: of the public zones, the longest that the domain ends with. */
record HostedZones(Supplier<Route53Client> route53) {

    private static final String IN_THIS_ACCOUNT =
            "The zone must be in the account of source and target; for one in another account, docs/install.md tells how to delegate the domain's own name.";

    /** The zone's id; {@code DNS_ZONE_MISSING} where there is none, {@code DNS_ZONE_AMBIGUOUS} where two have its name. */
    String of(String domain) {
        var name = DnsName.of(domain);
        var candidates = publicZones().stream()
                .filter(zone -> name.isIn(DnsName.of(zone.name())))
                .toList();
        var longest = candidates.stream()
                .max(Comparator.comparingInt(zone -> zone.name().length()))
                .orElseThrow(() -> missing(domain));
        var zones = candidates.stream()
                .filter(zone -> zone.name().equalsIgnoreCase(longest.name()))
                .toList();
        if (zones.size() > 1) {
            throw ambiguous(longest.name(), zones);
        }
        return bareId(longest.id());
    }

    private List<HostedZone> publicZones() {
        return AwsProblem.guard(
                "list hosted zones",
                () -> route53.get().listHostedZonesPaginator(request -> {}).hostedZones().stream()
                        .filter(zone -> zone.config() == null
                                || !Boolean.TRUE.equals(zone.config().privateZone()))
                        .toList());
    }

    /** {@code DNS_ZONE_MISSING} where there is none of that id. */
    GetHostedZoneResponse describe(String id) {
        return AwsProblem.guard("describe the zone " + id, () -> {
            try {
                return route53.get().getHostedZone(request -> request.id(id));
            } catch (NoSuchHostedZoneException e) {
                throw gone(id, e);
            }
        });
    }

    /** Route 53 answers with a path around its ids. */
    static String bareId(String id) {
        return id.substring(id.lastIndexOf('/') + 1);
    }

    static LandfallException gone(String id, NoSuchHostedZoneException cause) {
        return Problem.operator(
                        "DNS_ZONE_MISSING",
                        "There is no hosted zone " + id + " in this account.",
                        "Correct dns.zoneId in landfall.json. " + IN_THIS_ACCOUNT)
                .asException(cause);
    }

    private static LandfallException missing(String domain) {
        return Problem.operator(
                        "DNS_ZONE_MISSING",
                        "No public hosted zone of this account holds " + domain + ".",
                        "Give dns.zoneId in landfall.json. " + IN_THIS_ACCOUNT)
                .asException();
    }

    private static LandfallException ambiguous(String name, List<HostedZone> zones) {
        return Problem.operator(
                        "DNS_ZONE_AMBIGUOUS",
                        zones.stream()
                                .map(zone -> bareId(zone.id()))
                                .sorted()
                                .collect(Collectors.joining(
                                        ", ", "More than one public hosted zone is named " + name + " (", ").")),
                        "Give the id of the one that the domain is delegated to as dns.zoneId in landfall.json.")
                .asException();
    }
}
