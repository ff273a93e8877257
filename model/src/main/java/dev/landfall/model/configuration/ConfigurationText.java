package dev.landfall.model.configuration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.landfall.model.Json;
import dev.landfall.model.failure.Problem;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The text of {@code landfall.json}: comments and a comma too many are allowed, and every mistake is told at once. */
public final class ConfigurationText {

    /** A configuration has a few kilobytes; what is much larger is another file. */
    private static final int LARGEST_BYTES = 1 << 20;

    private static final Pattern TWICE = Pattern.compile("^Duplicate field '([^']*)'");

    private ConfigurationText() {}

    /** Reads and checks; the problem {@code CONFIGURATION_INVALID} has one line for each mistake. */
    public static ObjectNode checked(byte[] text) {
        if (text.length > LARGEST_BYTES) {
            throw invalid(List.of("It is " + text.length + " bytes large, expected at most " + LARGEST_BYTES));
        }
        try {
            var tree = Json.MAPPER
                    .reader()
                    .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .withFeatures(JsonReadFeature.ALLOW_JAVA_COMMENTS, JsonReadFeature.ALLOW_TRAILING_COMMA)
                    .readTree(text);
            var mistakes = ConfigurationSchema.mistakes(tree);
            if (mistakes.isEmpty() && tree instanceof ObjectNode object) {
                return object;
            }
            throw invalid(mistakes.stream().map(Mistake::text).toList());
        } catch (JsonProcessingException e) {
            throw invalid(List.of(unread(e)));
        } catch (IOException e) {
            throw new IllegalStateException("Reading from memory failed", e);
        }
    }

    /** Of a limit that was passed, such as a thousand brackets in each other, Jackson knows no place. */
    private static String unread(JsonProcessingException e) {
        var place = Optional.ofNullable(e.getLocation())
                .filter(known -> known.getLineNr() > 0)
                .map(known -> " at line " + known.getLineNr() + ", column " + known.getColumnNr())
                .orElse("");
        var twice = TWICE.matcher(e.getOriginalMessage());
        return twice.find()
                ? "The key " + twice.group(1) + " is given a second time" + place
                : "Not JSON" + place + ": " + e.getOriginalMessage();
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
