package dev.landfall.local.engine.teststate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.landfall.model.Json;

/** The variables after the state: those that were given, and those it assigned. */
final class Variables {

    private Variables() {}

    static ObjectNode after(StateTest test, Trial trial) {
        var all = ((ObjectNode) test.variables()).deepCopy();
        trial.assigned().properties().forEach(variable -> {
            try {
                all.set(
                        variable.getKey(),
                        Json.MAPPER.readTree(variable.getValue().asText()));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("the history holds a variable that is no JSON", e);
            }
        });
        return all;
    }
}
