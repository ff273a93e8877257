package dev.landfall.model.transfer;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.landfall.model.RunLayout;
import java.time.Instant;
import java.util.Optional;

/**
 * What {@code runs/<run-id>/run.json} says of a cutover's way back.
 *
 * @param dnsReturned when the run itself put the production record back
 * @param rolledBackBy the rollback that took it back
 */
public record WayBack(Optional<Instant> dnsReturned, Optional<String> rolledBackBy) {

    public static String key(String runId) {
        return new RunLayout(runId).run();
    }

    /** Then nobody works on the copy any more. */
    @JsonIgnore
    public boolean isTaken() {
        return dnsReturned.isPresent() || rolledBackBy.isPresent();
    }
}
