package dev.landfall.run;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The detail of an event that Landfall puts for other programs; {@code docs/events.md} has its schema. It names people and
 * things, and holds no comment, no secret and nothing of anybody's rows.
 *
 * @param version of the schema
 * @param mode such as {@code cutover}
 * @param gate such as {@code go-live}; of a gate's events
 * @param decision {@code approved}, {@code rejected} or {@code stale}
 * @param by who decided
 * @param expires of a gate that was opened
 * @param verdict such as {@code PASSED}; of a run that ended
 */
public record RunEvent(
        int version,
        String runId,
        String mode,
        Instant at,
        Optional<String> gate,
        Optional<String> decision,
        List<String> by,
        Optional<Instant> expires,
        Optional<String> verdict) {

    private static final int VERSION = 1;

    public RunEvent {
        by = List.copyOf(by);
    }

    public static RunEvent of(RunRecord run, Instant at) {
        return new RunEvent(
                VERSION,
                run.runId(),
                run.mode().word(),
                at,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                run.verdict().map(Verdict::name));
    }

    public static RunEvent opened(String runId, RunMode mode, Instant at, String gate, Instant expires) {
        return new RunEvent(
                VERSION,
                runId,
                mode.word(),
                at,
                Optional.of(gate),
                Optional.empty(),
                List.of(),
                Optional.of(expires),
                Optional.empty());
    }

    public static RunEvent decided(
            String runId, RunMode mode, Instant at, String gate, String decision, List<String> by) {
        return new RunEvent(
                VERSION,
                runId,
                mode.word(),
                at,
                Optional.of(gate),
                Optional.of(decision),
                by,
                Optional.empty(),
                Optional.empty());
    }
}
