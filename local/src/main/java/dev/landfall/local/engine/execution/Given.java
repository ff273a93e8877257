package dev.landfall.local.engine.execution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What somebody who tests one state gives in place of what the states before it would have left.
 *
 * @param context changes or replaces the context object
 * @param variables that are assigned already
 */
public record Given(UnaryOperator<ObjectNode> context, Map<String, JsonNode> variables) {

    public static final Given NOTHING = new Given(UnaryOperator.identity(), Map.of());

    public Given {
        variables = Map.copyOf(variables);
    }
}
