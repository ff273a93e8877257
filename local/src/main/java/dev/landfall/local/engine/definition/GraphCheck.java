package dev.landfall.local.engine.definition;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whether every transition has a target, every state can be reached and an end can be reached from the start. */
final class GraphCheck {

    private GraphCheck() {}

    /** @param states those that could be read; the others have their own refusals already */
    static void check(String start, Map<String, Fields> fields, Map<String, State> states) {
        var complete = states.size() == fields.size();
        fields.forEach((name, place) -> Optional.ofNullable(states.get(name)).stream()
                .flatMap(state -> state.successors().stream())
                .filter(next -> !next.isEmpty() && !fields.containsKey(next))
                .forEach(next -> place.refuse("Next", "there is no state '" + next + "' beside it")));
        if (!complete || !fields.containsKey(start)) {
            return;
        }
        var reached = reach(start, states);
        fields.forEach((name, state) -> {
            if (!reached.contains(name)) {
                state.refuse("Type", "no transition leads to this state");
            }
        });
        var ends = states.entrySet().stream()
                .anyMatch(entry -> reached.contains(entry.getKey()) && ends(entry.getValue()));
        var place = fields.get(start);
        if (!ends && place != null) {
            place.refuse("Next", "no state that ends the execution can be reached from here");
        }
    }

    private static boolean ends(State state) {
        return switch (state) {
            case State.Succeed succeed -> true;
            case State.Fail fail -> true;
            case State.Choice choice -> false;
            case State.Task task -> task.next().isEmpty();
            case State.Wait wait -> wait.next().isEmpty();
            case State.Parallel parallel -> parallel.next().isEmpty();
            case State.Map map -> map.next().isEmpty();
            case State.Pass pass -> pass.next().isEmpty();
        };
    }

    private static Set<String> reach(String start, Map<String, State> states) {
        Set<String> reached = new HashSet<>();
        var open = new ArrayDeque<String>();
        open.add(start);
        while (!open.isEmpty()) {
            var name = open.remove();
            var state = states.get(name);
            if (state != null && reached.add(name)) {
                open.addAll(state.successors());
            }
        }
        return reached;
    }
}
