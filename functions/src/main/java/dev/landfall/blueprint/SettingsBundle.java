package dev.landfall.blueprint;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.landfall.gateway.SecretText;
import dev.landfall.model.Json;
import dev.landfall.model.failure.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Settings that are kept together in one secret, as one JSON document of at most 65,536 bytes: Secrets Manager takes no more
 * ({@code SETTINGS_TOO_LARGE}).
 *
 * @param name such as {@code extra-env-vars-before}
 */
record SettingsBundle(String name, Map<String, String> settings) {

    static final int MOST_BYTES = 65_536;

    private static final int LARGEST_NAMED = 5;

    SettingsBundle {
        settings = new TreeMap<>(settings);
        var bytes = bytes(text(settings));
        if (bytes > MOST_BYTES) {
            throw Problem.operator(
                            "SETTINGS_TOO_LARGE",
                            "The settings of %s take %,d bytes in one secret, and Secrets Manager takes %,d. The largest are %s."
                                    .formatted(name, bytes, MOST_BYTES, largest(settings)),
                            "Give the target a large one in another way, such as a file that the chart mounts, and decide it as drop in settings of landfall.json.")
                    .asException();
        }
    }

    SecretText document() {
        return SecretText.of(text(settings));
    }

    private static String largest(Map<String, String> settings) {
        return settings.entrySet().stream()
                .sorted(Comparator.comparingInt((Map.Entry<String, String> setting) -> -bytes(setting.getValue())))
                .limit(LARGEST_NAMED)
                .map(setting -> "%s (%,d bytes)".formatted(setting.getKey(), bytes(setting.getValue())))
                .collect(Collectors.joining(", "));
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static String text(Map<String, String> settings) {
        try {
            return Json.MAPPER.writeValueAsString(settings);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of texts always has a JSON form");
        }
    }

    /** Without the values. */
    @Override
    public String toString() {
        return "SettingsBundle[" + name + ", " + settings.keySet() + "]";
    }
}
