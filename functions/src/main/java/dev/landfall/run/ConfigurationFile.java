package dev.landfall.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.landfall.model.Json;
import dev.landfall.model.RunLayout;
import dev.landfall.model.configuration.ConfigurationText;
import dev.landfall.model.failure.Problem;

/** {@code landfall.json} as a {@link Configuration}. */
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
        var tree = ConfigurationText.checked(text);
        try {
            return Json.MAPPER.treeToValue(tree, Configuration.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The schema allows what the records cannot hold", e);
        }
    }
}
