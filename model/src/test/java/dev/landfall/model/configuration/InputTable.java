package dev.landfall.model.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The schema as the table of docs/input.md. */
final class InputTable {

    private InputTable() {}

    /** One key that an operator may write. */
    record Row(String key, boolean required, String expected, String standard, String meaning) {

        private String markdown() {
            return "| `%s` | %s | %s | %s |".formatted(key, expected, required ? "must be given" : standard, meaning);
        }
    }

    static String markdown(JsonNode schema) {
        return rows(schema).stream()
                .map(Row::markdown)
                .collect(Collectors.joining("\n", "| key | value | default | meaning |\n|---|---|---|---|\n", "\n"));
    }

    static List<Row> rows(JsonNode schema) {
        return below(schema, "", true).toList();
    }

    private static Stream<Row> below(JsonNode object, String prefix, boolean parentRequired) {
        return object.path("properties").properties().stream().flatMap(property -> {
            var key = prefix + property.getKey();
            var part = property.getValue();
            boolean required = parentRequired && requires(object, property.getKey());
            return part.has("properties")
                    ? below(part, key + ".", required)
                    : Stream.of(new Row(
                            key,
                            required,
                            part.path("title").asText(),
                            standard(part.path("default")),
                            part.path("description").asText()));
        });
    }

    private static boolean requires(JsonNode object, String key) {
        return object.path("required")
                .valueStream()
                .anyMatch(name -> name.asText().equals(key));
    }

    private static String standard(JsonNode value) {
        if (value.isMissingNode() || value.isContainerNode()) {
            return "none";
        }
        return "`" + value.asText() + "`";
    }
}
