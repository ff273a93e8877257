package dev.landfall.local.engine.execution;

import dev.landfall.local.engine.ActiveState.WaitsFor;
import dev.landfall.local.engine.definition.State;
import dev.landfall.local.engine.definition.Timestamps;
import java.time.Duration;

/** Lets time pass. */
final class WaitWork {

    private static final long LONGEST_SECONDS = 99_999_999;

    private WaitWork() {}

    static void run(Visit visit, State.Wait wait) throws StateFailed {
        var timer = visit.after(delay(visit, wait), () -> visit.pass(wait.results(), wait.next(), ""));
        visit.holds(WaitsFor.TIME, timer);
    }

    private static Duration delay(Visit visit, State.Wait wait) throws StateFailed {
        var evaluation = visit.evaluation();
        if (wait.seconds().isPresent()) {
            return Duration.ofSeconds(evaluation.integer(wait.seconds().get(), "Seconds", 0, LONGEST_SECONDS));
        }
        var text = evaluation.text(wait.timestamp().orElseThrow(), "Timestamp");
        var until = Timestamps.parse(text);
        if (until.isEmpty()) {
            throw evaluation.failure(
                    "Timestamp", "The field 'Timestamp' must be an RFC 3339 time, but is '%s'.".formatted(text));
        }
        return Duration.between(visit.flow().run().now(), until.get());
    }
}
