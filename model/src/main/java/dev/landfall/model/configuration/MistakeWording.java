package dev.landfall.model.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import java.util.HashSet;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A broken rule of the schema in words: the schema's own {@code title} says what is expected. */
final class MistakeWording {

    private static final int LONGEST_FOUND = 60;

    private final JsonNode schema;

    MistakeWording(JsonNode schema) {
        this.schema = schema;
    }

    /** What one error says; a list with several equal items is one mistake for each repetition. */
    Stream<Mistake> of(Error error) {
        var path = error.getInstanceLocation().toString();
        return switch (error.getKeyword()) {
            case "required" -> Stream.of(missing(path + "." + error.getProperty()));
            case "additionalProperties" -> Stream.of(unknown(path, error.getProperty()));
            case "uniqueItems" -> repeated(path, error.getInstanceNode());
            case "if", "then", "else", "$ref", "allOf" -> Stream.empty();
            default -> Stream.of(wrong(path, error.getInstanceNode()));
        };
    }

    private Mistake missing(String path) {
        return new Mistake(path, "nothing", expected(path), "Add it");
    }

    private Mistake unknown(String parent, String name) {
        var known = SchemaPath.at(schema, parent).path("properties").properties().stream()
                .map(Map.Entry::getKey)
                .filter(key -> !key.startsWith("$"))
                .toList();
        var nearest = NearestName.of(name, known);
        return new Mistake(
                parent + "." + name,
                "a key that landfall.json does not have",
                known.isEmpty() ? "none" : "one of " + String.join(", ", known),
                nearest.map(meant -> "Write " + meant + " instead").orElse("Remove it"));
    }

    private static Stream<Mistake> repeated(String path, JsonNode items) {
        var seen = new HashSet<JsonNode>();
        return IntStream.range(0, items.size())
                .filter(index -> !seen.add(items.get(index)))
                .mapToObj(index -> new Mistake(
                        path + "[" + index + "]",
                        shortened(items.get(index)) + " a second time",
                        "each only once",
                        "Remove it"));
    }

    private Mistake wrong(String path, JsonNode found) {
        var secret = SchemaPath.at(schema, path).path("writeOnly").asBoolean();
        return new Mistake(path, secret ? "something else" : shortened(found), expected(path), "Correct it");
    }

    private String expected(String path) {
        return SchemaPath.at(schema, path).path("title").asText("something else");
    }

    private static String shortened(JsonNode found) {
        var text = found.toString();
        return text.length() <= LONGEST_FOUND ? text : text.substring(0, LONGEST_FOUND) + "…";
    }
}
