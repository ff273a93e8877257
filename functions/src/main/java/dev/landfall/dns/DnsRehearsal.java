package dev.landfall.dns;

import dev.landfall.gateway.Gateways;
import dev.landfall.gateway.RecordSet;
import dev.landfall.model.failure.Problem;
import dev.landfall.run.Configuration;
import java.util.List;

/**
 * Switches and returns a name of its own below the domain, timing both: created on the source's value, switched to the
 * target's, returned, removed; each step verified at the authoritative servers before the next. Public resolvers are not
 * asked, for that would plant negative answers. The production record is not touched.
 */
public final class DnsRehearsal {

    private final Gateways gateways;
    private final Configuration configuration;
    private final DnsSteps steps;

    public DnsRehearsal(Gateways gateways, Configuration configuration) {
        this.gateways = gateways;
        this.configuration = configuration;
        this.steps = new DnsSteps(gateways);
    }

    /** The name that is rehearsed with. */
    public static String nameBelow(String domain) {
        return "landfall-rehearsal." + domain;
    }

    /** Goes on from where an earlier call had to wait; done when the name is gone again. */
    public DnsRecordChange rehearse(String runId) {
        var name = nameBelow(configuration.domain());
        var toSource = records(name, sourceValue());
        var toTarget = records(name, targetValue());
        var change = steps.read(runId)
                .orElseGet(() -> steps.write(new DnsRecordChange(runId, name, true, toSource, toTarget, List.of())));
        while (true) {
            if (change.last().filter(step -> step.verified().isEmpty()).isPresent()) {
                change = steps.verify(change);
            }
            switch (change.steps().size()) {
                case 0 -> change = steps.submit(change, "create", toSource);
                case 1 -> change = steps.submit(change, "switch", toTarget);
                case 2 -> change = steps.submit(change, "return", toSource);
                case 3 -> change = steps.submit(change, "remove", List.of());
                default -> {
                    return change;
                }
            }
        }
    }

    private List<RecordSet> records(String name, String value) {
        return AddressRecords.pointing(name, value, configuration.dnsTtlSeconds(), List.of());
    }

    private String targetValue() {
        return ProductionDns.targetValue(configuration);
    }

    private String sourceValue() {
        return configuration
                .source()
                .dnsTarget()
                .or(() -> AddressRecords.of(gateways.dnsZone().records(configuration.domain())).stream()
                        .flatMap(record -> record.values().stream())
                        .findFirst())
                .orElseThrow(() -> Problem.operator(
                                "DNS_SOURCE_UNKNOWN",
                                "The domain " + configuration.domain() + " has no record in the zone and "
                                        + "source.dnsTarget is not given.",
                                "Set source.dnsTarget in landfall.json.")
                        .asException());
    }
}
