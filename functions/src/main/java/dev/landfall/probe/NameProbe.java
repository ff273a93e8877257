package dev.landfall.probe;

import dev.landfall.dns.AddressRecords;
import dev.landfall.gateway.Gateways;
import dev.landfall.probe.ProbeReport.Probe;
import java.util.List;
import java.util.Optional;

/** Where the production name leads, as the authoritative servers say. */
record NameProbe(Gateways gateways, String domain) {

    /**
     * Whether every authoritative server leads to a side.
     *
     * @param wanted that side's {@code dnsTarget}
     */
    Probe leadsTo(Optional<String> wanted, String setting) {
        var name = "production-name";
        if (wanted.isEmpty()) {
            return Probe.notChecked(name, setting + " is not given, so there is nothing to hold the answer against.");
        }
        var records = AddressRecords.of(gateways.dnsZone().records(domain));
        if (!AddressRecords.pointTo(records, wanted.get())) {
            return Probe.failed(
                    name,
                    domain + " does not point to " + wanted.get() + " in the zone.",
                    "Find out who changed the record.");
        }
        var type = records.getFirst().alias() ? "A" : records.getFirst().type();
        var silent = servers().stream()
                .map(server -> gateways.nameServers().ask(server, domain, type, false))
                .filter(answer -> answer.values().isEmpty())
                .map(answer -> answer.server() + " " + answer.status())
                .toList();
        return silent.isEmpty()
                ? Probe.passed(name, domain + " leads to " + wanted.get() + ".")
                : Probe.failed(
                        name,
                        "No answer for " + domain + " from " + String.join(", ", silent) + ".",
                        "Ask these name servers by hand.");
    }

    private List<String> servers() {
        return gateways.dnsZone().nameServers();
    }
}
