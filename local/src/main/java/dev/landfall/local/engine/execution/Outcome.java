package dev.landfall.local.engine.execution;

import com.fasterxml.jackson.databind.JsonNode;

/** How a flow through a graph ended. */
sealed interface Outcome {

    record Succeeded(JsonNode output) implements Outcome {}

    record Failed(StateError error) implements Outcome {}
}
