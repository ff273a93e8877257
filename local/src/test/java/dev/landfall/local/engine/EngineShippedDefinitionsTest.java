package dev.landfall.local.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.local.engine.definition.DefinitionReader;
import dev.landfall.local.engine.definition.Reading;
import dev.landfall.model.definition.DefinitionFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
        var execution = refused("RUN_IN_PROGRESS: The run one holds the lock.", "{\"scheduled\":true}");

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
        assertThat(refused("CONFIGURATION_MISSING: There is no landfall.json.", "{\"scheduled\":true}")
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

    @Test
    void rollbackWhoseCountsTellNothingAsksWithTheReasonAndPasses() {
        var world = new World()
                .answer(
                        "OpenRollback",
                        "{'Payload':{'runId':'back','mode':'rollback','cutoverRunId':'cut','planDigest':'d1','plan':{'version':'1'},'strategy':'dump','switched':true,'gated':true,'gateSeconds':60}}")
                .answer("WriteReport", "{'Payload':{'bundle':'b'}}")
                .answer("CloseRun", "{'Payload':{'record':'r'}}")
                .fail("MeasureDivergence", "TARGET_LOST", "It went away.")
                .answer("DiagnoseMove", "{'Payload':{'error':'JOB_EVICTED','cause':'The node went.','stopped':[]}}")
                .fail("ConfirmDivergence", "States.Timeout", "600 s")
                .fail("ConfirmDivergence", "States.Timeout", "600 s")
                .fail("DiagnoseMove", "x.OperatorException", "No way in.");

        var execution = rollback(world);

        assertThat(payload(world, "RequestRollback").path("uncounted"))
                .isEqualTo(World.json("{'state':'MeasureDivergence','error':'JOB_EVICTED','cause':'The node went.'}"));
        assertThat(payload(world, "WriteReport").path("uncounted"))
                .isEqualTo(World.json("{'state':'ConfirmDivergence','error':'States.Timeout','cause':'600 s'}"));
        assertThat(payload(world, "WriteReport").path("failure").isNull())
                .as("people decided; nothing that they asked for failed")
                .isTrue();
        assertThat(world.calls.stream().map(call -> call.stateName()))
                .containsSubsequence(
                        "StopTarget",
                        "RestoreDns",
                        "ConfirmDns",
                        "ReturnToSource",
                        "ProveOneSide",
                        "ConfirmDivergence",
                        "CloseRun");
        assertThat(execution.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
    }

    @Test
    void countAfterTheGateStandsForOneBeforeItThatToldNothing() {
        var world = new World()
                .answer(
                        "OpenRollback",
                        "{'Payload':{'runId':'back','mode':'rollback','cutoverRunId':'cut','planDigest':'d1','plan':{'version':'1'},'strategy':'dump','switched':true,'gated':true,'gateSeconds':60}}")
                .answer("WriteReport", "{'Payload':{'bundle':'b'}}")
                .answer("CloseRun", "{'Payload':{'record':'r'}}")
                .fail("MeasureDivergence", "TARGET_LOST", "It went away.")
                .answer("DiagnoseMove", "{'Payload':{'error':'TARGET_LOST','cause':'It went away.','stopped':[]}}");

        assertThat(rollback(world).status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(payload(world, "WriteReport").path("uncounted").isNull()).isTrue();
    }

    /** To its end, with whoever waits for a token answered. */
    private static Execution rollback(World world) {
        var execution = world.engine.start(
                StateMachine.load("rollback", text(DEFINITIONS.resolve("rollback.asl.yaml"))),
                "back",
                World.json("{}"));
        for (var second = 0; second < 600 && execution.status() == ExecutionStatus.RUNNING; second++) {
            world.time.advance(Duration.ofSeconds(1));
            if (execution.activeStates().stream()
                    .anyMatch(state -> state.waitsFor() == ActiveState.WaitsFor.TASK_TOKEN)) {
                world.engine.tokens().sendTaskSuccess(world.token(world.calls.size() - 1), "{}");
            }
        }
        return execution;
    }

    private static JsonNode payload(World world, String state) {
        return world.calls.stream()
                .filter(call -> call.stateName().equals(state))
                .map(call -> call.arguments().path("Payload"))
                .findFirst()
                .orElseThrow();
    }

    /** What Preflight is told of a pod that was silent. */
    private static JsonNode podFailure(UnaryOperator<World> diagnosis) {
        var world = diagnosis.apply(new World()
                .answer(
                        "OpenRun",
                        "{'Payload':{'runId':'one','mode':'rehearse','planDigest':'d1','plan':{'version':'1'}}}")
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
