package dev.landfall.dns;

import dev.landfall.dns.DnsRecordChange.Step;
import dev.landfall.gateway.Change;
import dev.landfall.gateway.Gateways;
import dev.landfall.gateway.RecordSet;
import dev.landfall.model.failure.Problem;
import dev.landfall.run.Configuration;
import java.util.List;
import java.util.Optional;

/** The domain's own record: saved once, switched, verified, put back. */
public final class ProductionDns {

    private final Gateways gateways;
    private final Configuration configuration;
    private final SavedRecordsFile saved;
    private final DnsSteps steps;

    public ProductionDns(Gateways gateways, Configuration configuration) {
        this.gateways = gateways;
        this.configuration = configuration;
        this.saved = SavedRecordsFile.of(gateways);
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

    /** Saves what the name has, before people are asked. Once saved it stays, whatever the name has by then. */
    public SavedRecords save(String runId) {
        return saved.proven(runId).orElseGet(() -> {
            var present = present();
            if (AddressRecords.pointTo(present, targetValue(configuration))) {
                throw Problem.operator(
                                "DNS_ON_TARGET_ALREADY",
                                configuration.domain()
                                        + " points to the target already, so there is nothing to come back to.",
                                "Find out who changed it, put the record back, and start again.")
                        .asException();
            }
            return saved.keep(new SavedRecords(
                    runId, configuration.domain(), gateways.clock().instant(), present, Optional.empty()));
        });
    }

    /**
     * What {@link #save} saved, for the switch. Problems: {@code DNS_BEFORE_NOT_PROVEN}; {@code DNS_CHANGED_SINCE_ASKED}
     * where the name points elsewhere by now, and not to the target.
     */
    public SavedRecords saved(String runId) {
        var before = saved.proven(runId)
                .orElseThrow(
                        () -> SavedRecordsFile.notProven(runId, configuration).asException());
        var present = present();
        if (!AddressRecords.pointTo(present, targetValue(configuration))
                && !AddressRecords.pointAlike(present, before.records())) {
            throw Problem.operator(
                            "DNS_CHANGED_SINCE_ASKED",
                            configuration.domain() + " points elsewhere than when people were asked, so what they"
                                    + " approved is not what would be changed.",
                            "Find out who changes the record, then start a new run.")
                    .asException();
        }
        return before;
    }

    /** Points the name to the target, after {@link #saved}. UNCHANGED where this run has done so already. */
    public Change switchToTarget(String runId, SavedRecords before) {
        var present = gateways.dnsZone().records(before.name());
        var wanted = AddressRecords.pointing(
                before.name(), targetValue(configuration), configuration.dnsTtlSeconds(), present);
        return changeTo(runId, "switch", before.records(), wanted);
    }

    /**
     * Puts the records back that a cutover saved, or what the plan says of the source where those are not proven. Problem:
     * {@code DNS_BEFORE_NOT_PROVEN} where the plan does not say it.
     *
     * @param runId the run that does it
     * @param savedBy the cutover; where it switched nothing all is UNCHANGED
     */
    public Change returnToSource(String runId, String savedBy) {
        return new WayBackRecords(gateways, configuration)
                .of(savedBy)
                .map(way ->
                        changeTo(runId, "return", gateways.dnsZone().records(configuration.domain()), way.records()))
                .orElse(Change.UNCHANGED);
    }

    /** Why {@link #returnToSource} goes by the plan and not by what was saved, in a sentence; empty where it does not. */
    public Optional<String> doubtOfWayBack(String savedBy) {
        return new WayBackRecords(gateways, configuration).of(savedBy).flatMap(WayBackRecords.Way::doubt);
    }

    /** Gives the record the TTL that it had before the move; leaves it where nobody can say what that was. */
    public Change restoreTtl(String runId) {
        var before = saved.proven(runId);
        if (before.isEmpty()) {
            return Change.UNCHANGED;
        }
        var present = present();
        var ttl = before.get().ttlSeconds();
        var wanted = present.stream()
                .map(record -> record.alias() || ttl == 0
                        ? record
                        : new RecordSet(record.name(), record.type(), ttl, record.values(), false))
                .toList();
        return wanted.equals(present) ? Change.UNCHANGED : changeTo(runId, "ttl", present, wanted);
    }

    private List<RecordSet> present() {
        return AddressRecords.of(gateways.dnsZone().records(configuration.domain()));
    }

    private Change changeTo(String runId, String what, List<RecordSet> before, List<RecordSet> wanted) {
        var present = present();
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
