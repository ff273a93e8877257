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

    @Test
    void whatTheScheduleStartsWhileAnotherRunWorksIsSkippedAndSaysWhy() {
        var execution = refused("RUN_IN_PROGRESS: The run one holds the lock.", "{\"requestedBy\":\"schedule\"}");

        assertThat(execution.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(execution.output().orElseThrow())
                .isEqualTo(World.json(
                        "{\"result\":\"SKIPPED\",\"why\":\"RUN_IN_PROGRESS: The run one holds the lock.\"}"));
    }

    @Test
    void whatSomebodyStartsWhileAnotherRunWorksIsRefused() {
        for (var input : List.of("{}", "{\"requestedBy\":\"ada@example.com\"}", "\"rehearse\"")) {
            assertThat(refused("RUN_IN_PROGRESS: The run one holds the lock.", input)
                            .status())
                    .as(input)
                    .isEqualTo(ExecutionStatus.FAILED);
        }
    }

    @Test
    void whatTheScheduleStartsAndIsRefusedForAnotherReasonFails() {
        assertThat(refused("CONFIGURATION_MISSING: There is no landfall.json.", "{\"requestedBy\":\"schedule\"}")
                        .status())
                .isEqualTo(ExecutionStatus.FAILED);
    }

    private static Execution refused(String cause, String input) {
        var world = new World().fail("OpenRun", "dev.landfall.model.failure.OperatorException", cause);
        var machine = StateMachine.load("migrate", text(DEFINITIONS.resolve("migrate.asl.json")));
        var execution = world.engine.start(machine, "run", World.json(input));
        world.time.runUntilIdle();
        assertThat(world.calls).as("nothing is begun").hasSize(1);
        return execution;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
