package dev.landfall.run;

import dev.landfall.gateway.Executions.StateRecord;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How long users will be locked out, from what passed rehearsals of the same plan took for the states that a cutover
 * runs while the source is frozen.
 *
 * @param rehearsals how many it rests on
 * @param p50 half of them took no longer
 * @param p95 nearly all of them took no longer; with fewer than twenty that is the longest
 */
public record Forecast(int rehearsals, Duration p50, Duration p95) {

    /** What a reader of the forecast has to add in a shared database. */
    public static final String WITHOUT_WAKING =
            "Waking the target is not in it: rehearsals with the strategy shared wake nothing.";

    private static final Set<String> FROZEN =
            Set.of("QuiesceTarget", "MoveDatabases", "CopyStorage", "WakeTarget", "Validate", "RehearseDns");

    /** Empty where no rehearsal of that plan has passed. */
    public static Optional<Forecast> of(EarlierRuns earlier, String planDigest) {
        var times = earlier.passedRehearsals(planDigest).stream()
                .map(Forecast::frozen)
                .sorted()
                .toList();
        return times.isEmpty()
                ? Optional.empty()
                : Optional.of(new Forecast(times.size(), percentile(times, 50), percentile(times, 95)));
    }

    private static Duration frozen(RunRecord run) {
        var sum = run.states().stream()
                .filter(state -> FROZEN.contains(state.name()))
                .map(StateRecord::duration)
                .reduce(Duration.ZERO, Duration::plus);
        return sum.isZero() ? run.duration().orElse(Duration.ZERO) : sum;
    }

    /** Nearest rank. */
    private static Duration percentile(List<Duration> sorted, int percent) {
        int rank = (sorted.size() * percent + 99) / 100;
        return sorted.get(Math.max(0, rank - 1));
    }
}
