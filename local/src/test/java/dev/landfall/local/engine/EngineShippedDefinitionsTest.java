package dev.landfall.local.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.local.engine.definition.DefinitionReader;
import dev.landfall.local.engine.definition.Reading;
import dev.landfall.model.definition.DefinitionFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class EngineShippedDefinitionsTest {

    private static final Path DEFINITIONS =
            Path.of(System.getProperty("landfall.root", ".")).resolve("statemachine");

    @Test
    void everyShippedDefinitionIsAccepted() throws IOException {
        try (var files = Files.list(DEFINITIONS)) {
            List<Path> definitions = files.filter(file -> file.toString().endsWith(DefinitionFile.SUFFIX))
                    .toList();
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

    @Test
    void podThatFailedIsDiagnosedAndRemovedBeforePreflightJudgesIt() {
        assertThat(podFailure(world -> world.answer(
                        "DiagnosePod",
                        "{'Payload':{'error':'JOB_IMAGE_PULL','cause':'No such image.','stopped':['probe']}}")))
                .isEqualTo(World.json("{'state':'ProbePod','error':'JOB_IMAGE_PULL','cause':'No such image.'}"));
    }

    @Test
    void preflightJudgesThePodsFailureAsItCameWhereNobodyCouldDiagnoseIt() {
        assertThat(podFailure(world -> world.fail("DiagnosePod", "x.OperatorException", "No way in.")))
                .isEqualTo(World.json("{'state':'ProbePod','error':'States.Timeout','cause':'600 s'}"));
    }

    /** What Preflight is told of a pod that was silent. */
    private static JsonNode podFailure(UnaryOperator<World> diagnosis) {
        var world = diagnosis.apply(new World()
                .answer("OpenRun", "{'Payload':{'runId':'one','mode':'rehearse'}}")
                .answer("CaptureSource", "{'Payload':{}}")
                // The first time another pod is tried.
                .fail("ProbePod", "States.Timeout", "300 s")
                .fail("ProbePod", "States.Timeout", "600 s")
                .fail("Preflight", "x.OperatorException", "Blocked."));
        world.engine.start(
                StateMachine.load("migrate", text(DEFINITIONS.resolve("migrate.asl.yaml"))), "run", World.json("{}"));
        world.time.runUntilIdle();
        return world.calls.stream()
                .filter(call -> call.stateName().equals("Preflight"))
                .map(call -> call.arguments().path("Payload").path("podFailure"))
                .findFirst()
                .orElseThrow();
    }

    private static Execution refused(String cause, String input) {
        var world = new World().fail("OpenRun", "dev.landfall.model.failure.OperatorException", cause);
        var machine = StateMachine.load("migrate", text(DEFINITIONS.resolve("migrate.asl.yaml")));
        var execution = world.engine.start(machine, "run", World.json(input));
        world.time.runUntilIdle();
        assertThat(world.calls).as("nothing is begun").hasSize(1);
        return execution;
    }

    private static String text(Path file) {
        return DefinitionFile.read(file).toString();
    }
}
