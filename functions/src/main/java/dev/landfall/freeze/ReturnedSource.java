package dev.landfall.freeze;

import dev.landfall.model.RunLayout;
import dev.landfall.run.RunFiles;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * {@code runs/<run-id>/returned.json}: that the source runs again after that run's freeze. Evidence only.
 *
 * @param counts of each service when it was back
 * @param kept what somebody had changed since the freeze, and was left so
 */
public record ReturnedSource(String frozenBy, Instant at, Map<String, Integer> counts, List<String> kept) {

    public ReturnedSource {
        counts = new TreeMap<>(counts);
        kept = List.copyOf(kept);
    }

    static String key(String runId) {
        return new RunLayout(runId).file("returned.json");
    }

    public static Optional<ReturnedSource> of(RunFiles files, String frozenBy) {
        return files.read(key(frozenBy), ReturnedSource.class);
    }
}
