package dev.landfall.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.landfall.model.Json;
import dev.landfall.model.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** What a plan is known by: hex SHA-256 over the configuration with sorted keys, and Landfall's version. */
public final class PlanDigest {

    private PlanDigest() {}

    public static String of(Configuration configuration) {
        return of(configuration, version());
    }

    static String of(Configuration configuration, String version) {
        var canonical = new TreeMap<String, Object>();
        canonical.put("version", version);
        canonical.put("configuration", sorted(Json.MAPPER.valueToTree(configuration)));
        try {
            var json = Json.MAPPER
                    .writer()
                    .with(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                    .writeValueAsBytes(canonical);
            return Sha256.hex(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A configuration always has a digest", e);
        }
    }

    private static Object sorted(JsonNode node) {
        if (!node.isObject()) {
            return node;
        }
        Map<String, Object> sorted = new TreeMap<>();
        node.properties().forEach(field -> sorted.put(field.getKey(), sorted(field.getValue())));
        return sorted;
    }

    /** Landfall's version, as the build wrote it. */
    public static String version() {
        try (var text = PlanDigest.class.getResourceAsStream("version.txt")) {
            if (text == null) {
                throw new IllegalStateException("The archive lacks dev/landfall/run/version.txt");
            }
            return new String(text.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read Landfall's version", e);
        }
    }
}
