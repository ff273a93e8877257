package dev.landfall.dns;

import dev.landfall.dns.DnsRecordChange.Step;
import dev.landfall.gateway.Gateways;
import dev.landfall.gateway.RecordSet;
import dev.landfall.model.failure.StillWaitingException;
import dev.landfall.run.RunFiles;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Does and verifies one step of a name's change and keeps {@code dns.json}, so that a later call goes on from there. */
final class DnsSteps {

    private static final Duration LONGEST_LAG = Duration.ofMinutes(15);
    private static final Duration LAG_GRACE = Duration.ofSeconds(30);

    private final Gateways gateways;
    private final RunFiles files;
    private final DnsVerification verification;

    DnsSteps(Gateways gateways) {
        this.gateways = gateways;
        this.files = new RunFiles(gateways.runStore());
        this.verification = new DnsVerification(gateways.dnsZone(), gateways.nameServers());
    }

    Optional<DnsRecordChange> read(String runId) {
        return files.read(DnsRecordChange.key(runId), DnsRecordChange.class);
    }

    DnsRecordChange write(DnsRecordChange change) {
        files.write(DnsRecordChange.key(change.runId()), change);
        return change;
    }

    /** Submits the batch that leads from what the name has to what it shall have. */
    DnsRecordChange submit(DnsRecordChange so, String what, List<RecordSet> wanted) {
        var batch = AddressRecords.change(gateways.dnsZone().records(so.name()), wanted);
        var submitted = gateways.dnsZone().apply(batch.remove(), batch.upsert());
        return write(so.adding(
                new Step(what, submitted.changeId(), wanted, now(), Optional.empty(), Optional.empty(), List.of())));
    }

    /** Waits until Route 53 and every authoritative server have the last step. */
    DnsRecordChange verify(DnsRecordChange so) {
        var change = awaitAuthorities(so);
        return write(change.replacingLast(change.steps().getLast().withVerified(now(), List.of())));
    }

    /**
     * As {@link #verify}, and waits for the public resolvers as long as the old records may still be believed. Whoever
     * is late after that is named and not waited for: the zone itself is right by then.
     */
    DnsRecordChange verifyEverywhere(DnsRecordChange so, long oldTtlSeconds) {
        var change = awaitAuthorities(so);
        var step = change.steps().getLast();
        var late = verification.wrongResolvers(change.name(), step.records());
        var patience = Duration.ofSeconds(oldTtlSeconds).plus(LAG_GRACE);
        var until = step.submitted().plus(patience.compareTo(LONGEST_LAG) < 0 ? patience : LONGEST_LAG);
        if (!late.isEmpty() && now().isBefore(until)) {
            throw waiting(
                    "RESOLVERS_LAG",
                    "Waiting until " + until + " at most for public resolvers to forget the old answer of "
                            + change.name() + ": " + String.join("; ", late) + ".",
                    "Nothing to do: they keep it as long as its TTL of " + oldTtlSeconds + " s says.");
        }
        return write(change.replacingLast(step.withVerified(now(), late)));
    }

    private DnsRecordChange awaitAuthorities(DnsRecordChange so) {
        var change = so;
        var step = change.steps().getLast();
        if (step.inSync().isEmpty()) {
            if (!gateways.dnsZone().inSync(step.changeId())) {
                throw waiting(
                        "DNS_PENDING",
                        "Waiting for Route 53 to have the change " + step.changeId() + " of " + change.name()
                                + " on all its servers.",
                        "Nothing to do: it takes up to a minute.");
            }
            change = write(change.replacingLast(step.withInSync(now())));
        }
        var wrong = verification.wrongAuthorities(change.name(), step.records());
        if (!wrong.isEmpty()) {
            throw waiting(
                    "AUTHORITIES_DISAGREE",
                    "Waiting for authoritative servers to answer for " + change.name() + " as wanted: "
                            + String.join("; ", wrong) + ".",
                    "Check that this zone is the one that the domain is delegated to.");
        }
        return change;
    }

    private static StillWaitingException waiting(String code, String seen, String remedy) {
        return new StillWaitingException(code, seen, remedy);
    }

    private Instant now() {
        return gateways.clock().instant();
    }
}
