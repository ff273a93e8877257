package dev.landfall.local.engine.definition;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** States with a beginning: the whole definition, a branch of a Parallel state or the processor of a Map state. */
public record StateGraph(String startAt, Map<String, State> states) {

    public StateGraph {
        states = Collections.unmodifiableMap(new LinkedHashMap<>(states));
    }

    public State state(String name) {
        return Optional.ofNullable(states.get(name))
                .orElseThrow(() -> new IllegalStateException("There is no state " + name));
    }
}
