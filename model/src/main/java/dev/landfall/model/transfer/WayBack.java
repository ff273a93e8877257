package dev.landfall.model.transfer;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.landfall.model.RunLayout;
import java.time.Instant;
import java.util.Optional;

/**
 * What {@code runs/<run-id>/run.json} says of a cutover's way back.
 *
 * @param dnsSwitched when the production record was about to be changed
 * @param dnsReturned when the run itself put the production record back
 * @param rolledBackBy the rollback that took it back
 */
public record WayBack(Optional<Instant> dnsSwitched, Optional<Instant> dnsReturned, Optional<String> rolledBackBy) {

    public static String key(String runId) {
        return new RunLayout(runId).run();
    }

    /** Taken, or never needed: then nobody works on the copy. */
    @JsonIgnore
    public boolean isTaken() {
        return dnsSwitched.isEmpty() || dnsReturned.isPresent() || rolledBackBy.isPresent();
    }
}
