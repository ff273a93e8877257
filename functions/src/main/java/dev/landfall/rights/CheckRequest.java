package dev.landfall.rights;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.model.Json;
import dev.landfall.run.FrozenPlan;
import java.io.IOException;
import java.util.Optional;

/**
 * {@code {"check": true, "runId": "…", "plan": {…}}} in the place of a function's own input. No state's Payload has that field, and
 * nobody outside can put it into an event of API Gateway, whose outermost fields are API Gateway's own.
 */
public record CheckRequest(String runId, Optional<FrozenPlan> plan) {

    /** Empty for any other input, also for one that is no JSON. */
    public static Optional<CheckRequest> in(byte[] input) {
        try {
            return Optional.ofNullable(Json.MAPPER.readTree(input))
                    .filter(tree ->
                            tree.path("check").isBoolean() && tree.path("check").asBoolean())
                    .filter(tree -> tree.path("runId").isTextual())
                    .map(tree -> new CheckRequest(tree.path("runId").asText(), plan(tree.path("plan"))));
        } catch (IOException e) {
            // The function itself says what is wrong with its input, without quoting it.
            return Optional.empty();
        }
    }

    private static Optional<FrozenPlan> plan(JsonNode tree) {
        return tree.isObject() ? Optional.of(Json.MAPPER.convertValue(tree, FrozenPlan.class)) : Optional.empty();
    }
}
