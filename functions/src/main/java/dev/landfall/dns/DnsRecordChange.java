package dev.landfall.dns;

import dev.landfall.gateway.RecordSet;
import dev.landfall.model.RunLayout;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code runs/<run-id>/dns.json}: what was done to one name, step by step with its times.
 *
 * @param rehearsal true for the rehearsal's own name; the production record is another one
 * @param before the records that stood there; for the production name also kept apart in {@code dns-before.json},
 *     which is written once
 * @param steps in order; the last one may still be going on
 */
public record DnsRecordChange(
        String runId, String name, boolean rehearsal, List<RecordSet> before, List<RecordSet> after, List<Step> steps) {

    /**
     * One change of the name.
     *
     * @param what {@code create}, {@code switch}, {@code return}, {@code remove}, {@code ttl}
     * @param records what the name has after the step; none where it shall be gone
     * @param inSync when Route 53's own servers all had it
     * @param verified when every authoritative server answered so
     * @param lagging public resolvers that still gave another answer when the old TTL was over, in words
     */
    public record Step(
            String what,
            String changeId,
            List<RecordSet> records,
            Instant submitted,
            Optional<Instant> inSync,
            Optional<Instant> verified,
            List<String> lagging) {

        /** From submission until every server answered so. */
        public Optional<Duration> took() {
            return verified.map(at -> Duration.between(submitted, at));
        }

        Step withInSync(Instant at) {
            return new Step(what, changeId, records, submitted, Optional.of(at), verified, lagging);
        }

        Step withVerified(Instant at, List<String> late) {
            return new Step(what, changeId, records, submitted, inSync, Optional.of(at), late);
        }
    }

    public DnsRecordChange {
        before = List.copyOf(before);
        after = List.copyOf(after);
        steps = List.copyOf(steps);
    }

    public static String key(String runId) {
        return new RunLayout(runId).file("dns.json");
    }

    public Optional<Step> last() {
        return steps.isEmpty() ? Optional.empty() : Optional.of(steps.getLast());
    }

    DnsRecordChange adding(Step step) {
        var more = new ArrayList<>(steps);
        more.add(step);
        return new DnsRecordChange(runId, name, rehearsal, before, after, more);
    }

    DnsRecordChange replacingLast(Step step) {
        var more = new ArrayList<>(steps.subList(0, steps.size() - 1));
        more.add(step);
        return new DnsRecordChange(runId, name, rehearsal, before, after, more);
    }
}
