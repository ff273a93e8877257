package dev.landfall.model.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.PathType;
import dev.landfall.model.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The one description of {@code landfall.json}: {@code landfall.schema.json}, JSON Schema 2020-12. */
public final class ConfigurationSchema {

    private static final String RESOURCE = "landfall.schema.json";

    private ConfigurationSchema() {}

    /** The schema itself. */
    public static JsonNode tree() {
        try (var text = ConfigurationSchema.class.getResourceAsStream(RESOURCE)) {
            if (text == null) {
                throw new IllegalStateException("The archive lacks " + RESOURCE);
            }
            return Json.MAPPER.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + RESOURCE, e);
        }
    }

    /** Every mistake, in the order of their paths; none where the configuration can be used. */
    public static List<Mistake> mistakes(JsonNode configuration) {
        var broken = new MistakeWording(tree()).of(Loaded.SCHEMA.validate(configuration));
        return Stream.of(
                        broken,
                        PeopleRule.mistakes(configuration),
                        ArchitectureRule.mistakes(configuration),
                        MoverRule.mistakes(configuration))
                .flatMap(mistakes -> mistakes)
                .distinct()
                .sorted(Comparator.comparing(Mistake::path))
                .toList();
    }

    /** Loaded when first needed: a function that does not read the configuration does not pay for it. */
    private static final class Loaded {

        private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(
                        SpecificationVersion.DRAFT_2020_12,
                        registry -> registry.schemaRegistryConfig(SchemaRegistryConfig.builder()
                                .pathType(PathType.JSON_PATH)
                                .build()))
                .getSchema(tree());
    }
}
