package dev.landfall.local.engine.definition;

import java.util.Optional;
import java.util.function.Consumer;

/** A state machine's definition that the engine can run. */
public record Definition(Optional<String> comment, StateGraph graph, Optional<Long> timeoutSeconds) {

    /** Shows every state, those of branches and processors included. */
    public void forEachState(Consumer<State> visitor) {
        visit(graph, visitor);
    }

    private static void visit(StateGraph graph, Consumer<State> visitor) {
        for (var state : graph.states().values()) {
            visitor.accept(state);
            switch (state) {
                case State.Parallel parallel -> parallel.branches().forEach(branch -> visit(branch, visitor));
                case State.Map map -> visit(map.processor(), visitor);
                case State.Task task -> {}
                case State.Choice choice -> {}
                case State.Wait wait -> {}
                case State.Pass pass -> {}
                case State.Succeed succeed -> {}
                case State.Fail fail -> {}
            }
        }
    }
}
