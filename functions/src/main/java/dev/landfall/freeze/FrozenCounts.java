package dev.landfall.freeze;

import dev.landfall.gateway.Schedule;
import dev.landfall.model.RunLayout;
import java.time.Instant;
import java.util.List;

/**
 * {@code runs/<run-id>/freeze.json}: what the source ran when it was frozen, written once and never again, so that a
 * second freeze cannot remember a count of 0.
 *
 * @param services in the order they were stopped in
 * @param schedules as they stood before
 * @param notDone steps of a freeze that were left out, in words
 */
public record FrozenCounts(
        String runId, Instant frozenAt, List<FrozenService> services, List<Schedule> schedules, List<String> notDone) {

    /** One service's count, and whether its scaling was suspended by somebody else already. */
    public record FrozenService(String name, int desiredCount, boolean scalingWasSuspended) {}

    public static String key(String runId) {
        return new RunLayout(runId).file("freeze.json");
    }
}
