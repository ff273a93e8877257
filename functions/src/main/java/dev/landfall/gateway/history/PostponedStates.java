package dev.landfall.gateway.history;

import dev.landfall.gateway.Machines.Postponed;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds the states of a running execution that failed and have not been left: their next attempt is to come. */
public final class PostponedStates {

    private final Map<Long, HistoryEntry> stateOfEvent = new HashMap<>();
    private final Map<Long, Postponed> open = new LinkedHashMap<>();

    private PostponedStates() {}

    /** In the order they were entered. Only of use while the execution runs. */
    public static List<Postponed> of(List<HistoryEntry> history) {
        var states = new PostponedStates();
        history.forEach(states::read);
        return List.copyOf(states.open.values());
    }

    private void read(HistoryEntry event) {
        if (event.type().endsWith("StateEntered")) {
            stateOfEvent.put(event.id(), event);
            return;
        }
        if (event.type().startsWith("ParallelState") || event.type().startsWith("MapState")) {
            // Whatever was still to be tried inside is given up when its outer state fails or is left.
            open.clear();
        }
        var state = stateOfEvent.get(event.previous());
        if (state == null) {
            return;
        }
        stateOfEvent.put(event.id(), state);
        if (event.failure().isPresent()) {
            var failure = event.failure().get();
            open.put(state.id(), new Postponed(state.name(), state.at(), failure.error(), failure.cause()));
        } else if (event.type().endsWith("Scheduled") || event.type().endsWith("StateExited")) {
            open.remove(state.id());
        }
    }
}
