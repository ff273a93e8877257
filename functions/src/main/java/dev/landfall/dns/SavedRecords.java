package dev.landfall.dns;

import dev.landfall.gateway.RecordSet;
import dev.landfall.model.RunLayout;
import java.time.Instant;
import java.util.List;

/** {@code runs/<run-id>/dns-before.json}: the production name's records before the switch; written once. */
public record SavedRecords(String runId, String name, Instant savedAt, List<RecordSet> records) {

    public static String key(String runId) {
        return new RunLayout(runId).file("dns-before.json");
    }

    /** The longest that anybody may still believe the old records. */
    public long ttlSeconds() {
        return records.stream().mapToLong(RecordSet::ttlSeconds).max().orElse(0);
    }
}
