package dev.landfall.local.engine.execution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.landfall.local.engine.definition.StateGraph;
import java.util.Optional;
import java.util.function.Consumer;

/** One walk through a graph: the execution itself, a branch of a Parallel state or an iteration of a Map state. */
final class Flow {

    private final Run run;
    private final StateGraph graph;
    private final Variables variables;
    private final Optional<ObjectNode> mapItem;
    private final String path;
    private final Consumer<Outcome> onEnd;
    private Optional<Visit> current = Optional.empty();
    private long lastEventId;
    private boolean over;

    private Flow(
            Run run,
            StateGraph graph,
            Variables variables,
            Optional<ObjectNode> mapItem,
            String path,
            Consumer<Outcome> onEnd) {
        this.run = run;
        this.graph = graph;
        this.variables = variables;
        this.mapItem = mapItem;
        this.path = path;
        this.onEnd = onEnd;
    }

    static Flow root(Run run, StateGraph graph, Consumer<Outcome> onEnd) {
        return new Flow(run, graph, Variables.empty(), Optional.empty(), "", onEnd);
    }

    /**
     * A walk inside a state of this one.
     *
     * @param item the Map item of an iteration; a branch keeps that of the flow around it
     * @param place in the path of active states, such as {@code CopyDatabase[1]}
     */
    Flow inner(StateGraph inside, Optional<ObjectNode> item, String place, Consumer<Outcome> end) {
        return new Flow(run, inside, variables.inner(), item.or(() -> mapItem), path + place + "/", end);
    }

    void start(JsonNode input, long previousEventId) {
        lastEventId = previousEventId;
        enter(graph.startAt(), input);
    }

    /** Enters a state in a step of its own, so that a long walk needs no deep stack. */
    void enter(String name, JsonNode input) {
        run.surroundings()
                .scheduler()
                .execute(() -> run.step(() -> {
                    if (over) {
                        return;
                    }
                    if (run.historyIsFull()) {
                        end(new Outcome.Failed(StateError.historyFull()));
                        return;
                    }
                    var visit = new Visit(this, graph.state(name), input);
                    current = Optional.of(visit);
                    visit.begin();
                }));
    }

    void end(Outcome outcome) {
        if (!over) {
            over = true;
            current = Optional.empty();
            onEnd.accept(outcome);
        }
    }

    /** Leaves everything where it is, inner flows included. Tasks already started go on outside. */
    void abandon() {
        if (!over) {
            over = true;
            current.ifPresent(Visit::abandon);
        }
    }

    boolean isOver() {
        return over;
    }

    /** The state being visited; empty before the first and after the last. */
    Optional<Visit> current() {
        return current;
    }

    Run run() {
        return run;
    }

    Variables variables() {
        return variables;
    }

    Optional<ObjectNode> mapItem() {
        return mapItem;
    }

    String path() {
        return path;
    }

    long lastEventId() {
        return lastEventId;
    }

    void lastEventId(long id) {
        lastEventId = id;
    }
}
