package dev.landfall.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.model.Json;
import dev.landfall.model.RunLayout;
import dev.landfall.model.failure.Problem;
import java.io.IOException;
import java.util.List;

/** {@code landfall.json} as text: comments are allowed, and every mistake is told at once. */
public final class ConfigurationFile {

    private ConfigurationFile() {}

    /** The deployed configuration; {@code CONFIGURATION_MISSING} or {@code CONFIGURATION_INVALID} where there is none. */
    public static Configuration read(RunFiles files) {
        var bytes = files.store()
                .read(RunLayout.CONFIGURATION)
                .orElseThrow(() -> Problem.operator(
                                "CONFIGURATION_MISSING",
                                "The run store holds no " + RunLayout.CONFIGURATION + ".",
                                "Deploy with a landfall.json; docs/input.md lists its keys.")
                        .asException());
        return parse(bytes);
    }

    /** Reads and checks. */
    public static Configuration parse(byte[] text) {
        var tree = tree(text);
        var mistakes = ConfigurationCheck.mistakes(tree);
        if (!mistakes.isEmpty()) {
            throw invalid(mistakes);
        }
        try {
            return Json.MAPPER.treeToValue(tree, Configuration.class);
        } catch (JsonProcessingException e) {
            throw invalid(List.of(e.getOriginalMessage()));
        }
    }

    private static JsonNode tree(byte[] text) {
        try {
            return Json.MAPPER
                    .reader()
                    .withFeatures(JsonReadFeature.ALLOW_JAVA_COMMENTS)
                    .readTree(text);
        } catch (JsonProcessingException e) {
            throw invalid(List.of("not JSON at line " + e.getLocation().getLineNr() + ", column "
                    + e.getLocation().getColumnNr() + ": " + e.getOriginalMessage()));
        } catch (IOException e) {
            throw new IllegalStateException("Reading from memory failed", e);
        }
    }

    private static RuntimeException invalid(List<String> mistakes) {
        return Problem.operator(
                        "CONFIGURATION_INVALID",
                        "landfall.json has " + (mistakes.size() == 1 ? "a mistake" : mistakes.size() + " mistakes")
                                + ": " + String.join("; ", mistakes) + ".",
                        "Correct them all, deploy, and start again; docs/input.md lists the keys.")
                .asException();
    }
}
