package dev.landfall.capture;

import dev.landfall.gateway.SecretText;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The text of an environment file as ECS reads it: {@code NAME=VALUE} by line, lines that begin with {@code #} and empty
 * ones left out, everything after the first {@code =} taken as it stands, quotes and all.
 */
public final class EnvironmentFileText {

    private EnvironmentFileText() {}

    /** By name. */
    public static Map<String, SecretText> settings(SecretText file) {
        var settings = new LinkedHashMap<String, SecretText>();
        file.reveal().lines().forEach(line -> {
            int equals = line.indexOf('=');
            if (!line.startsWith("#") && equals > 0) {
                settings.put(line.substring(0, equals).strip(), SecretText.of(line.substring(equals + 1)));
            }
        });
        return settings;
    }
}
