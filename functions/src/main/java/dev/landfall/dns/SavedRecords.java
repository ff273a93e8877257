package dev.landfall.dns;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.landfall.gateway.RecordSet;
import dev.landfall.model.Json;
import dev.landfall.model.RunLayout;
import dev.landfall.seal.SealedText;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * {@code runs/<run-id>/dns-before.json}: the production name's records before the switch; written once.
 *
 * @param seal under the key of the links, over all of it: the way back puts back what stands here
 */
public record SavedRecords(String runId, String name, Instant savedAt, List<RecordSet> records, Optional<String> seal) {

    public SavedRecords {
        records = List.copyOf(records);
    }

    public static String key(String runId) {
        return new RunLayout(runId).file("dns-before.json");
    }

    /** The longest that anybody may still believe the old records. */
    public long ttlSeconds() {
        return records.stream().mapToLong(RecordSet::ttlSeconds).max().orElse(0);
    }

    SavedRecords withSeal(String newSeal) {
        return new SavedRecords(runId, name, savedAt, records, Optional.of(newSeal));
    }

    /** What is sealed: the records as JSON, so that a part that they gain is sealed too. */
    String text() {
        try {
            return new SealedText("dns-before")
                    .with("run", runId)
                    .with("name", name)
                    .with("savedAt", savedAt.toString())
                    .with("records", Json.MAPPER.writeValueAsString(records))
                    .toString();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("records of a zone have no JSON form", e);
        }
    }
}
