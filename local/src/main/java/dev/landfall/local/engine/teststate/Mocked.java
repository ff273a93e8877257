package dev.landfall.local.engine.teststate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.landfall.model.Json;
import java.util.List;
import java.util.Optional;

/** The state as it is run here: its own work is left to the mock. */
final class Mocked {

    /** Served by the mock, as every resource is. */
    private static final String ANSWERED = "arn:aws:states:::mock:answer";

    /** What a Map or Parallel state keeps when it becomes a task. */
    private static final List<String> KEPT = List.of("Arguments", "Assign", "Output", "Next", "End");

    private Mocked() {}

    /** A catcher that takes that one error, in the place of all. */
    record Caught(int index, String error) {}

    static ObjectNode state(TestedState tested, Optional<Caught> caught) {
        var state = StateTest.isFanOut(tested.state())
                ? task(tested)
                : tested.json().deepCopy();
        state.remove(List.of("Retry", "Catch"));
        caught.ifPresent(each -> {
            var catcher =
                    (ObjectNode) tested.json().get("Catch").get(each.index()).deepCopy();
            catcher.putArray("ErrorEquals").add(each.error());
            state.putArray("Catch").add(catcher);
        });
        return state;
    }

    private static ObjectNode task(TestedState tested) {
        var task = Json.MAPPER.createObjectNode().put("Type", "Task").put("Resource", ANSWERED);
        KEPT.stream()
                .filter(tested.json()::has)
                .forEach(field -> task.set(field, tested.json().get(field).deepCopy()));
        return task;
    }

    /** The Map state alone, whose iterations give their input back: its output is what ItemSelector makes of the items. */
    static ObjectNode items(TestedState tested) {
        var map = tested.json().deepCopy();
        map.remove(List.of("Retry", "Catch", "Assign", "Output", "Next"));
        map.put("End", true);
        var processor = map.putObject("ItemProcessor").put("StartAt", "Item");
        processor.putObject("States").putObject("Item").put("Type", "Pass").put("End", true);
        return map;
    }
}
