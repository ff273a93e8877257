package dev.landfall.model.configuration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.landfall.model.Json;
import dev.landfall.model.failure.Problem;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** The text of {@code landfall.json}: comments and a comma too many are allowed, and every mistake is told at once. */
public final class ConfigurationText {

    private ConfigurationText() {}

    /** Reads and checks; the problem {@code CONFIGURATION_INVALID} has one line for each mistake. */
    public static ObjectNode checked(byte[] text) {
        try {
            var tree = Json.MAPPER
                    .reader()
                    .withFeatures(JsonReadFeature.ALLOW_JAVA_COMMENTS, JsonReadFeature.ALLOW_TRAILING_COMMA)
                    .readTree(text);
            var mistakes = ConfigurationSchema.mistakes(tree);
            if (mistakes.isEmpty() && tree instanceof ObjectNode object) {
                return object;
            }
            throw invalid(mistakes.stream().map(Mistake::text).toList());
        } catch (JsonProcessingException e) {
            throw invalid(List.of("Not JSON at line " + e.getLocation().getLineNr() + ", column "
                    + e.getLocation().getColumnNr() + ": " + e.getOriginalMessage()));
        } catch (IOException e) {
            throw new IllegalStateException("Reading from memory failed", e);
        }
    }

    private static RuntimeException invalid(List<String> mistakes) {
        var lines = mistakes.stream().map(line -> "\n  " + line).collect(Collectors.joining());
        return Problem.operator(
                        "CONFIGURATION_INVALID",
                        "landfall.json has " + (mistakes.size() == 1 ? "a mistake" : mistakes.size() + " mistakes")
                                + ":" + lines + "\n",
                        "Correct them all and start again; docs/input.md lists the keys.")
                .asException();
    }
}
