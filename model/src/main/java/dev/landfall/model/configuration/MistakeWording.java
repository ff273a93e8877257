package dev.landfall.model.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A broken rule of the schema in words: the schema's own {@code title} says what is expected. */
final class MistakeWording {

    private static final int LONGEST_FOUND = 60;

    private final JsonNode schema;

    MistakeWording(JsonNode schema) {
        this.schema = schema;
    }

    /** Every mistake; a key that must be given but is misspelt is one, not two. */
    Stream<Mistake> of(List<Error> errors) {
        var misspelt = errors.stream()
                .filter(error -> error.getKeyword().equals("additionalProperties"))
                .flatMap(error ->
                        meant(path(error), error.getProperty()).stream().map(name -> path(error) + "." + name))
                .collect(Collectors.toSet());
        return errors.stream()
                .filter(error -> !error.getKeyword().equals("required")
                        || !misspelt.contains(path(error) + "." + error.getProperty()))
                .flatMap(this::of);
    }

    private static String path(Error error) {
        return error.getInstanceLocation().toString();
    }

    /** What one error says; a list with several equal items is one mistake for each repetition. */
    private Stream<Mistake> of(Error error) {
        var path = path(error);
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

    private List<String> known(String parent) {
        return SchemaPath.at(schema, parent).path("properties").properties().stream()
                .map(Map.Entry::getKey)
                .filter(key -> !key.startsWith("$"))
                .toList();
    }

    private Optional<String> meant(String parent, String name) {
        return NearestName.of(name, known(parent));
    }

    private Mistake unknown(String parent, String name) {
        var known = known(parent);
        return new Mistake(
                parent + "." + name,
                "a key that landfall.json does not have",
                known.isEmpty() ? "none" : "one of " + String.join(", ", known),
                meant(parent, name).map(meant -> "Write " + meant + " instead").orElse("Remove it"));
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
