package dev.landfall.fence;

import java.time.Instant;
import java.util.Map;

/**
 * {@code target-fence.json}: databases of the target that Landfall closed, because what works in them could not be stopped.
 *
 * @param databases by {@link DatabaseFence#name}; none where all were opened again
 */
public record TargetFence(Map<String, Closed> databases) {

    public TargetFence {
        databases = Map.copyOf(databases);
    }

    /** Of the target, not of a run: it stands until the target is proven to be stopped. */
    public static final String KEY = "target-fence.json";

    /**
     * One that let everybody in before, which is what is given back; one that was closed already is not here.
     *
     * @param cutoverRunId the cutover that is taken back; its capture has the address
     */
    public record Closed(String cutoverRunId, Instant since) {}
}
