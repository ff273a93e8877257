package dev.landfall.dns;

import dev.landfall.dns.DnsRecordChange.Step;
import dev.landfall.gateway.Change;
import dev.landfall.gateway.Gateways;
import dev.landfall.gateway.RecordSet;
import dev.landfall.model.failure.Problem;
import dev.landfall.run.Configuration;
import dev.landfall.run.RunFiles;
import java.util.List;
import java.util.Optional;

/** The domain's own record: saved once, switched, verified, put back. */
public final class ProductionDns {

    private final Gateways gateways;
    private final Configuration configuration;
    private final RunFiles files;
    private final DnsSteps steps;

    public ProductionDns(Gateways gateways, Configuration configuration) {
        this.gateways = gateways;
        this.configuration = configuration;
        this.files = new RunFiles(gateways.runStore());
        this.steps = new DnsSteps(gateways);
    }

    static String targetValue(Configuration configuration) {
        return configuration
                .target()
                .dnsTarget()
                .orElseThrow(() -> Problem.operator(
                                "DNS_TARGET_UNKNOWN",
                                "target.dnsTarget is not given, so there is nothing to point the domain to.",
                                "Set it in landfall.json to the name of the target's load balancer.")
                        .asException());
    }

    /** Saves what the name has. Once saved it stays, whatever the name has by then. */
    public SavedRecords save(String runId) {
        var key = SavedRecords.key(runId);
        if (files.read(key, SavedRecords.class).isEmpty()) {
            var present = AddressRecords.of(gateways.dnsZone().records(configuration.domain()));
            if (AddressRecords.pointTo(present, targetValue(configuration))) {
                throw Problem.operator(
                                "DNS_ON_TARGET_ALREADY",
                                configuration.domain()
                                        + " points to the target already, so there is nothing to come back to.",
                                "Find out who changed it, put the record back, and start again.")
                        .asException();
            }
            files.writeIfAbsent(
                    key,
                    new SavedRecords(
                            runId, configuration.domain(), gateways.clock().instant(), present));
        }
        return files.require(key, SavedRecords.class);
    }

    /** Points the name to the target, after {@link #save}. UNCHANGED where this run has done so already. */
    public Change switchToTarget(String runId, SavedRecords saved) {
        var present = gateways.dnsZone().records(saved.name());
        var wanted = AddressRecords.pointing(
                saved.name(), targetValue(configuration), configuration.dnsTtlSeconds(), present);
        return changeTo(runId, "switch", saved.records(), wanted);
    }

    /**
     * Puts the records back that a cutover saved.
     *
     * @param runId the run that does it
     * @param savedBy the cutover; where it saved none, nothing was switched and all is UNCHANGED
     */
    public Change returnToSource(String runId, String savedBy) {
        return files.read(SavedRecords.key(savedBy), SavedRecords.class)
                .map(saved -> changeTo(runId, "return", gateways.dnsZone().records(saved.name()), saved.records()))
                .orElse(Change.UNCHANGED);
    }

    /** Gives the record the TTL that it had before the move. */
    public Change restoreTtl(String runId) {
        var saved = files.require(SavedRecords.key(runId), SavedRecords.class);
        var present = AddressRecords.of(gateways.dnsZone().records(saved.name()));
        var wanted = present.stream()
                .map(record -> record.alias() || saved.ttlSeconds() == 0
                        ? record
                        : new RecordSet(record.name(), record.type(), saved.ttlSeconds(), record.values(), false))
                .toList();
        return wanted.equals(present) ? Change.UNCHANGED : changeTo(runId, "ttl", present, wanted);
    }

    private Change changeTo(String runId, String what, List<RecordSet> before, List<RecordSet> wanted) {
        var present = AddressRecords.of(gateways.dnsZone().records(configuration.domain()));
        var change = steps.read(runId);
        boolean done = present.equals(wanted);
        if (done
                && change.flatMap(DnsRecordChange::last)
                        .filter(step -> step.what().equals(what))
                        .isPresent()) {
            return Change.UNCHANGED;
        }
        var so = change.orElseGet(() -> new DnsRecordChange(
                runId, configuration.domain(), false, AddressRecords.of(before), wanted, List.of()));
        steps.submit(so, what, wanted);
        return done ? Change.UNCHANGED : Change.UPDATED;
    }

    /**
     * Verifies the last change at Route 53, its servers and the public resolvers.
     *
     * @param what {@code switch} or {@code return}, which the last change must have been
     * @return empty where nothing was ever switched, so that there was nothing to return
     */
    public Optional<Step> verify(String runId, String what) {
        if (what.equals("return") && steps.read(runId).isEmpty()) {
            return Optional.empty();
        }
        var change = steps.read(runId)
                .filter(so -> so.last().map(Step::what).equals(Optional.of(what)))
                .orElseThrow(() -> Problem.bug(
                                "DNS_NOTHING_TO_VERIFY", "The run " + runId + " did no " + what + " of the record.")
                        .asException());
        var step = change.steps().getLast();
        if (step.verified().isPresent()) {
            return Optional.of(step);
        }
        var oldTtl =
                change.before().stream().mapToLong(RecordSet::ttlSeconds).max().orElse(0);
        return steps.verifyEverywhere(change, oldTtl).last();
    }
}
