package dev.landfall.model.transfer;

import dev.landfall.model.RunLayout;
import java.time.Instant;
import java.util.Map;

/**
 * {@code runs/<run-id>/go-live.json} of a cutover: where the target's databases stood just before the domain pointed to
 * them; written once.
 */
public record GoLiveBaseline(String runId, Instant at, Map<String, WriteMark> databases) {

    public GoLiveBaseline {
        databases = Map.copyOf(databases);
    }

    public static String key(String runId) {
        return new RunLayout(runId).file("go-live.json");
    }
}
