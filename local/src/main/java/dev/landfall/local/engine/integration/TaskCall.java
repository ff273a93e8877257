package dev.landfall.local.engine.integration;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.local.engine.definition.Resource;
import java.util.Optional;

/**
 * One call of a Task state; each retry is another.
 *
 * @param arguments what Arguments came to, or the state's input where there are none
 * @param token present where the state waits for a task token
 */
public record TaskCall(
        Resource resource, JsonNode arguments, String stateName, String executionArn, Optional<String> token) {}
