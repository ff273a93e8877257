package dev.landfall.local.engine.execution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.landfall.local.engine.ActiveState.WaitsFor;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Flows inside a Parallel or Map state: started up to a limit, gathered in order, abandoned when one fails. */
final class FanOut {

    /** What differs between the two states. */
    interface Kind {
        Flow flow(int index, Consumer<Outcome> onEnd);

        JsonNode input(int index);

        /** Gives the id of the event that the flow's first event follows. */
        default long started(int index, long previous) {
            return previous;
        }

        default void ended(int index, Flow flow, String how) {}

        StateError error(StateError inner);

        void succeed(JsonNode results) throws StateFailed;
    }

    private final Visit visit;
    private final int limit;
    private final Kind kind;
    private final JsonNode[] results;
    private final Map<Integer, Flow> running = new TreeMap<>();
    private int next;
    private int done;

    FanOut(Visit visit, int size, int limit, Kind kind) {
        this.visit = visit;
        this.limit = limit;
        this.kind = kind;
        results = new JsonNode[size];
    }

    void begin() throws StateFailed {
        visit.holds(WaitsFor.INNER_STATES, this::abandon);
        fill(visit.flow().lastEventId());
        if (results.length == 0) {
            finish();
        }
    }

    private void fill(long previous) {
        while (next < results.length && running.size() < limit) {
            var index = next++;
            var flow = kind.flow(index, outcome -> visit.perform(() -> ended(index, outcome)));
            running.put(index, flow);
            flow.start(kind.input(index), kind.started(index, previous));
        }
    }

    private void ended(int index, Outcome outcome) throws StateFailed {
        var flow = running.remove(index);
        if (flow == null) {
            return;
        }
        var last = flow.lastEventId();
        switch (outcome) {
            case Outcome.Succeeded(var output) -> {
                results[index] = output;
                kind.ended(index, flow, "Succeeded");
                visit.flow().lastEventId(flow.lastEventId());
                done++;
                if (done == results.length) {
                    finish();
                } else {
                    fill(last);
                }
            }
            case Outcome.Failed(var error) -> {
                kind.ended(index, flow, "Failed");
                abandon();
                visit.flow().lastEventId(flow.lastEventId());
                visit.record(visit.state().type() + "StateFailed");
                throw new StateFailed(kind.error(error));
            }
        }
    }

    private void finish() throws StateFailed {
        // AWS: the exited event follows the last inner event, beside the succeeded event.
        var last = visit.flow().lastEventId();
        visit.record(visit.state().type() + "StateSucceeded");
        visit.flow().lastEventId(last);
        var gathered = JsonNodeFactory.instance.arrayNode(results.length);
        Arrays.stream(results).forEach(gathered::add);
        kind.succeed(gathered);
    }

    private void abandon() {
        var left = Map.copyOf(running);
        running.clear();
        new TreeMap<>(left).forEach((index, flow) -> {
            flow.abandon();
            kind.ended(index, flow, "Aborted");
        });
    }
}
