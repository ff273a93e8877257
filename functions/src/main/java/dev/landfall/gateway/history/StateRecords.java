package dev.landfall.gateway.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.landfall.gateway.Executions.StateRecord;
import dev.landfall.model.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads an execution's history as states with outcome, duration and attempts. Events are led back to the state they
 * belong to through their previous event, so branches and iterations that run side by side stay apart.
 */
public final class StateRecords {

    /** There is one of these for each function, and what it says is among Preflight's checks; here they would bury the rest. */
    private static final Set<String> OF_EACH_FUNCTION = Set.of("CheckFunction", "FunctionIsSilent");

    private final Map<Long, Long> stateOfEvent = new HashMap<>();
    private final Map<Long, String> types = new HashMap<>();
    private final Map<Long, Entered> states = new LinkedHashMap<>();

    private StateRecords() {}

    /** In the order the states were entered. */
    public static List<StateRecord> of(List<HistoryEntry> history, Instant now) {
        var records = new StateRecords();
        history.forEach(records::read);
        var list = new ArrayList<StateRecord>();
        records.states.values().stream()
                .filter(state -> !OF_EACH_FUNCTION.contains(state.name))
                .forEach(state -> list.add(state.record(now)));
        return List.copyOf(list);
    }

    private static final class Entered {
        private final String name;
        private final Instant started;
        private final Optional<String> database;
        private Instant ended = Instant.MAX;
        private boolean failing;
        private int calls;

        Entered(String name, Instant started, Optional<String> database) {
            this.name = name;
            this.started = started;
            this.database = database;
        }

        StateRecord record(Instant now) {
            var running = ended.equals(Instant.MAX);
            return new StateRecord(
                    name,
                    started,
                    Duration.between(started, running ? now : ended),
                    running ? "RUNNING" : failing ? "FAILED" : "SUCCEEDED",
                    Math.max(1, calls),
                    database);
        }
    }

    private void read(HistoryEntry event) {
        var type = event.type();
        types.put(event.id(), type);
        if (type.endsWith("StateEntered")) {
            enter(event);
        } else if (type.startsWith("Execution")) {
            endAll(event);
        } else {
            var id = stateOfEvent.get(event.previous());
            var state = id == null ? null : states.get(id);
            if (id != null && state != null) {
                stateOfEvent.put(event.id(), id);
                happen(event, id, state);
            }
        }
    }

    private void enter(HistoryEntry event) {
        var state = new Entered(event.name(), event.at(), database(event));
        if (event.type().equals("FailStateEntered")) {
            // A Fail state is never left.
            state.failing = true;
            state.ended = event.at();
        }
        states.put(event.id(), state);
        stateOfEvent.put(event.id(), event.id());
    }

    /** An iteration of MoveDatabases carries its database's name in its input; no other state's input has a name. */
    private static Optional<String> database(HistoryEntry event) {
        try {
            return Optional.of(Json.MAPPER.readTree(event.input()).path("name").asText(""))
                    .filter(name -> !name.isEmpty());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A history event's input is not JSON", e);
        }
    }

    private void happen(HistoryEntry event, long id, Entered state) {
        var type = event.type();
        if (type.endsWith("StateExited")) {
            leave(event, id, state);
        } else if (type.endsWith("Scheduled")) {
            state.calls++;
            state.failing = false;
            state.ended = Instant.MAX;
        } else if (type.startsWith("MapIteration") || type.startsWith("MapState") || type.startsWith("ParallelState")) {
            // Told of the state around the one whose event came last.
            return;
        } else if (type.endsWith("Failed") || type.endsWith("TimedOut") || type.endsWith("Aborted")) {
            // An uncaught failure is the last that is heard of a state; a retry begins with another Scheduled.
            state.failing = true;
            state.ended = event.at();
        }
    }

    private void leave(HistoryEntry event, long id, Entered last) {
        var name = event.name();
        var outer = !last.name.equals(name);
        var left = outer ? latestOpen(name, id).orElse(last) : last;
        left.ended = event.at();
        if (outer || left.calls == 0) {
            left.failing = String.valueOf(types.get(event.previous())).endsWith("StateFailed");
        }
    }

    /** A Map or Parallel is left after an event of a state inside it, so its name decides. */
    private Optional<Entered> latestOpen(String name, long before) {
        return states.entrySet().stream()
                .filter(entry -> entry.getKey() < before)
                .map(Map.Entry::getValue)
                .filter(state -> state.name.equals(name) && state.ended.equals(Instant.MAX))
                .reduce((first, second) -> second);
    }

    private void endAll(HistoryEntry event) {
        for (var state : states.values()) {
            if (state.ended.equals(Instant.MAX) && !event.type().equals("ExecutionStarted")) {
                state.ended = event.at();
                state.failing = !event.type().equals("ExecutionSucceeded");
            }
        }
    }
}
