package dev.landfall.local.engine.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;

/** The details of history events, with AWS's member names; JSON values travel as text. */
public final class Details {

    private final ObjectNode node = JsonNodeFactory.instance.objectNode();

    private Details() {}

    public static Details of() {
        return new Details();
    }

    public static Details named(String name) {
        return of().put("name", name);
    }

    /** Resource and its type, with which every {@code Task…} event begins. */
    public static Details task(String resourceType, String resource) {
        return of().put("resourceType", resourceType).put("resource", resource);
    }

    public static Details failure(Optional<String> error, Optional<String> cause) {
        return of().failed(error, cause);
    }

    public Details failed(Optional<String> error, Optional<String> cause) {
        error.ifPresent(text -> node.put("error", text));
        cause.filter(text -> !text.isEmpty()).ifPresent(text -> node.put("cause", text));
        return this;
    }

    public Details put(String member, String value) {
        node.put(member, value);
        return this;
    }

    public Details put(String member, long value) {
        node.put(member, value);
        return this;
    }

    public Details input(JsonNode value) {
        return json("input", value);
    }

    public Details output(JsonNode value) {
        return json("output", value);
    }

    private Details json(String member, JsonNode value) {
        node.put(member, value.toString());
        node.putObject(member + "Details").put("truncated", false);
        return this;
    }

    /** The variables that a state assigned, each as JSON text; nothing when there are none. */
    public Details assigned(Map<String, JsonNode> variables) {
        if (!variables.isEmpty()) {
            var assigned = node.putObject("assignedVariables");
            variables.forEach((name, value) -> assigned.put(name, value.toString()));
            node.putObject("assignedVariablesDetails").put("truncated", false);
        }
        return this;
    }

    public ObjectNode node() {
        return node;
    }
}
