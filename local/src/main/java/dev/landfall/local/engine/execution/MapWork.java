package dev.landfall.local.engine.execution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.landfall.local.engine.definition.State;
import dev.landfall.local.engine.history.Details;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** Runs the processor once for each item. */
final class MapWork implements FanOut.Kind {

    private final Visit visit;
    private final State.Map map;
    private final List<ObjectNode> items = new ArrayList<>();
    private final List<JsonNode> inputs = new ArrayList<>();

    private MapWork(Visit visit, State.Map map) {
        this.visit = visit;
        this.map = map;
    }

    static void run(Visit visit, State.Map map) throws StateFailed {
        new MapWork(visit, map).run();
    }

    private void run() throws StateFailed {
        var evaluation = visit.evaluation();
        var all = map.items().isPresent() ? evaluation.resolve(map.items().get(), "Items") : visit.input();
        if (!all.isArray()) {
            throw evaluation.failure(
                    "Items",
                    "The field 'Items' must be an array, but is of type %s."
                            .formatted(all.getNodeType().name().toLowerCase(Locale.ROOT)));
        }
        var limit = map.maxConcurrency().isPresent()
                ? evaluation.integer(map.maxConcurrency().get(), "MaxConcurrency", 0, Integer.MAX_VALUE)
                : 0;
        for (var index = 0; index < all.size(); index++) {
            var item = JsonNodeFactory.instance.objectNode().put("Index", index);
            item.set("Value", all.get(index));
            items.add(item);
            inputs.add(selected(item));
        }
        visit.record(
                "MapStateStarted", "mapStateStartedEventDetails", Details.of().put("length", all.size()));
        new FanOut(visit, all.size(), limit == 0 ? Integer.MAX_VALUE : (int) limit, this).begin();
    }

    private JsonNode selected(ObjectNode item) throws StateFailed {
        if (map.itemSelector().isEmpty()) {
            return item.get("Value");
        }
        var evaluation = visit.evaluation().forItem(item);
        return evaluation.limit(evaluation.resolve(map.itemSelector().get(), "ItemSelector"));
    }

    @Override
    public Flow flow(int index, Consumer<Outcome> onEnd) {
        return visit.flow()
                .inner(map.processor(), Optional.of(items.get(index)), map.name() + "[" + index + "]", onEnd);
    }

    @Override
    public JsonNode input(int index) {
        return inputs.get(index);
    }

    @Override
    public long started(int index, long previous) {
        return visit.flow()
                .run()
                .log()
                .add(previous, "MapIterationStarted", "mapIterationStartedEventDetails", details(index));
    }

    @Override
    public void ended(int index, Flow flow, String how) {
        var name = "mapIteration" + how + "EventDetails";
        flow.lastEventId(visit.flow().run().log().add(flow.lastEventId(), "MapIteration" + how, name, details(index)));
    }

    private Details details(int index) {
        return Details.named(map.name()).put("index", index);
    }

    @Override
    public StateError error(StateError inner) {
        return inner;
    }

    @Override
    public void succeed(JsonNode results) throws StateFailed {
        visit.succeed(results, map.results(), map.next());
    }
}
