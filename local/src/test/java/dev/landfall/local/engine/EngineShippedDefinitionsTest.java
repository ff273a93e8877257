package dev.landfall.local.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.local.engine.definition.DefinitionReader;
import dev.landfall.local.engine.definition.Reading;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class EngineShippedDefinitionsTest {

    private static final Path DEFINITIONS =
            Path.of(System.getProperty("landfall.root", ".")).resolve("statemachine");

    @Test
    void everyShippedDefinitionIsAccepted() throws IOException {
        try (var files = Files.list(DEFINITIONS)) {
            List<Path> definitions =
                    files.filter(file -> file.toString().endsWith(".asl.json")).toList();
            assertThat(definitions).isNotEmpty();
            assertThat(definitions)
                    .allSatisfy(file ->
                            assertThat(DefinitionReader.read(text(file))).isInstanceOf(Reading.Accepted.class));
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
