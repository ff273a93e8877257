package dev.landfall.model.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.regex.Pattern;

/** Finds the part of the schema that speaks of a place in the configuration. */
final class SchemaPath {

    private static final Pattern STEP = Pattern.compile("\\.([^.\\[]+)|\\[(?:'([^']*)'|(\\d+))]");

    private SchemaPath() {}

    /** The schema of what stands at a JSON path, such as {@code $.approvals.approvers[1]}; missing where none is. */
    static JsonNode at(JsonNode schema, String path) {
        var here = schema;
        var steps = STEP.matcher(path);
        while (steps.find()) {
            here = steps.group(3) != null
                    ? member(schema, here, "items")
                    : property(schema, here, steps.group(1) != null ? steps.group(1) : steps.group(2));
        }
        return here;
    }

    private static JsonNode property(JsonNode schema, JsonNode here, String name) {
        var named = here.path("properties").path(name);
        return named.isMissingNode() ? member(schema, here, "additionalProperties") : named;
    }

    private static JsonNode member(JsonNode schema, JsonNode here, String keyword) {
        if (here.has(keyword)) {
            return here.get(keyword);
        }
        return here.has("$ref")
                ? schema.at(here.get("$ref").asText().substring(1)).path(keyword)
                : MissingNode.getInstance();
    }
}
