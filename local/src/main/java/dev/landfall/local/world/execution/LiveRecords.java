package dev.landfall.local.world.execution;

import dev.landfall.gateway.Executions.StateRecord;
import dev.landfall.gateway.history.HistoryEntry;
import dev.landfall.gateway.history.StateRecords;
import dev.landfall.local.engine.ActiveState;
import dev.landfall.local.engine.Execution;
import dev.landfall.local.engine.history.HistoryEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** An execution of the local engine as states with outcome, duration and attempts. */
public final class LiveRecords {

    private static final Duration SAME_MOMENT = Duration.ofMillis(100);

    private LiveRecords() {}

    /** Of an execution, where a state that waits for its next attempt is still RUNNING. */
    public static List<StateRecord> of(Execution execution, Instant now) {
        var active = execution.activeStates();
        return StateRecords.of(
                        execution.history().stream().map(LiveRecords::entry).toList(), now)
                .stream()
                .map(record ->
                        active.stream().anyMatch(state -> isVisit(state, record)) ? running(record, now) : record)
                .toList();
    }

    private static boolean isVisit(ActiveState state, StateRecord record) {
        return state.name().equals(record.name())
                && Duration.between(state.since(), record.started()).abs().compareTo(SAME_MOMENT) < 0;
    }

    private static StateRecord running(StateRecord record, Instant now) {
        return new StateRecord(
                record.name(),
                record.started(),
                Duration.between(record.started(), now),
                "RUNNING",
                record.attempts(),
                record.database());
    }

    private static HistoryEntry entry(HistoryEvent event) {
        return new HistoryEntry(
                event.id(),
                event.previousEventId(),
                event.timestamp(),
                event.type(),
                event.details().path("name").asText(""),
                event.details().path("input").asText("{}"));
    }
}
