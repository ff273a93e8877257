package dev.landfall.local.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.local.engine.history.HistoryEvent;
import dev.landfall.local.engine.mock.MockedIntegration;
import dev.landfall.local.engine.mock.MockedResponse;
import dev.landfall.local.engine.mock.TestCase;
import dev.landfall.local.engine.time.VirtualTime;
import dev.landfall.model.definition.DefinitionFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What passes by itself in AWS ends no run: every task state of every machine meets each such error once, and the run
 * passes. States that later come into a definition are found by themselves.
 */
class DefinitionHiccupsTest {

    private static final Path DEFINITIONS =
            Path.of(System.getProperty("landfall.root", ".")).resolve("statemachine");

    private static final List<String> PASSING = List.of(
            "States.Timeout",
            "Sandbox.Timedout",
            "Lambda.ResourceNotReadyException",
            "Lambda.TooManyRequestsException",
            "Lambda.SnapStartNotReadyException",
            "Lambda.ENINotReadyException",
            "Lambda.EC2ThrottledException",
            "Lambda.Unknown",
            "Runtime.ExitError");

    /** As Step Functions names them for {@code ecs:runTask}. */
    private static final List<String> ECS =
            List.of("ECS.AmazonECSException", "ECS.ServerException", "ECS.ThrottlingException", "States.Timeout");

    /** What the movers answer. */
    private static final String MOVED =
            "'digests':{'plan':'p','data':'d','manifest':'m'},'database':'app','digest':'c'";

    private static final String DATABASES =
            "'databases':[{'name':'app','dumpCommand':['dump'],'writtenCommand':['written'],'startedBy':'run/app','sealKey':'0'},"
                    + "{'name':'retooldb','dumpCommand':['dump'],'writtenCommand':['written'],'startedBy':'run/retooldb','sealKey':'0'}],'databasesAtOnce':2,'cluster':'retool',"
                    + "'subnets':['subnet-1'],'securityGroups':['sg-1'],'assignPublicIp':'DISABLED'";

    enum Way {
        REHEARSAL("migrate", "'mode':'rehearsal','strategy':'dump','storage':'copied'"),
        CUTOVER("migrate", "'mode':'cutover','strategy':'dump','storage':'copied'"),
        REHEARSAL_OF_A_SHARED_DATABASE("migrate", "'mode':'rehearsal','strategy':'shared','storage':'shared'"),
        CUTOVER_OF_A_SHARED_DATABASE("migrate", "'mode':'cutover','strategy':'shared','storage':'shared'"),
        CHECKS_ALONE("migrate", "'mode':'preflight','strategy':'dump','storage':'shared'"),
        ROLLBACK("rollback", "'mode':'rollback','strategy':'dump','switched':true,'gated':true"),
        RETURN("rollback", "'mode':'rollback','strategy':'dump','switched':false,'gated':false"),
        CAPTURE("capture", "'mode':'capture'");

        private final String machine;
        private final String run;

        Way(String machine, String run) {
            this.machine = machine;
            this.run = run;
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void whatPassesByItselfEndsNoRun(Way way) {
        var undisturbed = execute(way, Map.of());
        assertThat(undisturbed.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        var tasks = tasks(way);
        var visited = entered(undisturbed).stream().filter(tasks::containsKey).toList();
        assertThat(visited).isNotEmpty();

        var ended = new TreeMap<String, String>();
        var executions = 0;
        for (var state : visited) {
            for (var error : tasks.get(state).contains("ecs:") ? ECS : PASSING) {
                if (isAnExpiredGate(state, error)) {
                    continue;
                }
                executions++;
                var execution = execute(way, Map.of(state, error));
                if (execution.status() != ExecutionStatus.SUCCEEDED) {
                    ended.put(state + " met " + error, execution.cause().orElse(""));
                }
            }
        }

        System.out.printf(
                "%s: %d task states met what passes by itself: %d executions, %d did not pass%n",
                way, visited.size(), executions, ended.size());
        assertThat(ended).isEmpty();
    }

    /** A tenth of the gate's time is over: the function is asked again, which reminds and finishes what is recorded. */
    @Test
    void gateIsAskedForAgainWhileItIsOpen() {
        var execution = execute(Way.CUTOVER, Map.of("RequestFreeze", "States.Timeout"));

        assertThat(execution.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(entered(execution)).contains("Freeze");
    }

    /** Nobody decided in time: that is the people's answer, and asking them once more is theirs to begin. */
    @Test
    void gateThatExpiredIsNotOpenedAgain() {
        var execution = execute(Way.CUTOVER, Map.of("RequestFreeze", "dev.landfall.model.failure.OperatorException"));

        assertThat(execution.status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(entered(execution)).doesNotContain("Freeze").contains("WriteReport", "CloseRun");
    }

    @Test
    void everyTaskStateOfEveryMachineIsMetByOneOfTheWays() {
        for (var machine : List.of("migrate", "rollback", "capture")) {
            var met = Stream.of(Way.values())
                    .filter(way -> way.machine.equals(machine))
                    .flatMap(way -> entered(execute(way, Map.of())).stream())
                    .collect(Collectors.toSet());
            var onTheWayBackOnly = List.of(
                    "DiagnosePod",
                    "DiagnoseMove",
                    "DiagnoseCount",
                    "DiagnoseStorage",
                    "RevertDns",
                    "ConfirmDns",
                    "ResumeTarget",
                    "StopTarget",
                    "StopTargetAgain",
                    "ProveTargetOff",
                    "StopMovers",
                    "FenceTarget",
                    "ProveStopped",
                    "ProveOneSide",
                    "ConfirmDivergence",
                    "ReturnToSource");
            assertThat(taskStates(machine).keySet())
                    .as(machine)
                    .allSatisfy(state -> assertThat(met.contains(state) || onTheWayBackOnly.contains(state))
                            .as(state)
                            .isTrue());
        }
    }

    /** A state of the way back meets them as well, after the one failure that leads to it. */
    @Test
    void whatPassesByItselfDoesNotEndTheWayBack() {
        var leads = Map.of(
                "DiagnosePod", "ProbePod",
                "DiagnoseMove", "CompareDatabase",
                "StopTarget", "VerifyDns",
                "DiagnoseStorage", "CopyStorage",
                "StopMovers", "CompareDatabase",
                "RevertDns", "VerifyDns",
                "ConfirmDns", "VerifyDns",
                "ProveOneSide", "VerifyDns",
                "ResumeTarget", "QuiesceTarget",
                "ReturnToSource", "Freeze");
        var without = new ArrayList<String>();
        leads.forEach((state, before) -> PASSING.forEach(error -> {
            var execution = execute(Way.CUTOVER, Map.of(before, "OperatorException", state, error));
            var scheduled = execution.history().stream()
                    .map(HistoryEvent::toJson)
                    .filter(event -> event.path("type").asText().equals("TaskStateExited"))
                    .anyMatch(event ->
                            event.at("/stateExitedEventDetails/name").asText().equals(state));
            var unforgotten = execution.cause().orElse("").contains("Then " + state + " failed");
            if (!scheduled || unforgotten) {
                without.add(state + " met " + error);
            }
        }));
        assertThat(without).isEmpty();
    }

    private static boolean isAnExpiredGate(String state, String error) {
        return state.startsWith("Request") && error.equals("States.Timeout");
    }

    /** Runs a way on which states fail at their first attempt; {@code OperatorException} fails every attempt. */
    private static Execution execute(Way way, Map<String, String> errors) {
        var answers = new TreeMap<String, MockedResponse>();
        taskStates(way.machine).keySet().forEach(state -> answers.put(state, response(way, state, errors.get(state))));
        var mocks = new MockedIntegration(new TestCase(way.name(), answers));
        var machine = StateMachine.load(
                way.machine,
                DefinitionFile.read(DEFINITIONS.resolve(way.machine + DefinitionFile.SUFFIX))
                        .toString());
        var time = new VirtualTime();
        try (var engine = new Engine(time, mocks.integrations(), new Random(1))) {
            mocks.serve(engine);
            var execution = engine.start(machine, "run", World.json("{}"));
            time.runUntilIdle();
            return execution;
        }
    }

    private static MockedResponse response(Way way, String state, @org.jspecify.annotations.Nullable String error) {
        var all = Integer.MAX_VALUE;
        var result = new MockedResponse.Answer.Return(
                all, World.json("{'Payload':" + payload(way, state) + "," + MOVED + "}"));
        var byFirst = new TreeMap<Integer, MockedResponse.Answer>();
        if (error == null) {
            byFirst.put(0, result);
        } else if (error.equals("OperatorException")) {
            byFirst.put(
                    0,
                    new MockedResponse.Answer.Throw(
                            all, "dev.landfall.model.failure.OperatorException", "TRIED: On purpose."));
        } else {
            byFirst.put(0, new MockedResponse.Answer.Throw(0, error, ""));
            byFirst.put(1, result);
        }
        return new MockedResponse(state, byFirst);
    }

    private static String payload(Way way, String state) {
        return switch (state) {
            case "OpenRun", "OpenRollback", "OpenCapture" ->
                "{'runId':'run','cutoverRunId':'before','planDigest':'d1','plan':{'version':'1'},'gateSeconds':7200,"
                        + way.run + "}";
            case "CaptureSource" -> "{" + DATABASES + "}";
            case "Preflight" -> "{'warned':[]}";
            case "DiagnosePod", "DiagnoseMove", "DiagnoseStorage", "StopMovers" ->
                "{'error':'FOUND','cause':'FOUND: the reason.','stopped':[]}";
            case "WriteReport" -> "{'bundle':'b'}";
            case "CloseRun" -> "{'record':'r'}";
            default -> "{}";
        };
    }

    private static Map<String, String> tasks(Way way) {
        return taskStates(way.machine);
    }

    /** Names of all task states, however deep, with their resources. */
    static Map<String, String> taskStates(String machine) {
        var found = new TreeMap<String, String>();
        collect(DefinitionFile.read(DEFINITIONS.resolve(machine + DefinitionFile.SUFFIX)), found);
        return found;
    }

    private static void collect(JsonNode machine, Map<String, String> found) {
        machine.path("States").properties().forEach(state -> {
            var node = state.getValue();
            if (node.path("Type").asText().equals("Task")) {
                found.put(state.getKey(), node.path("Resource").asText());
            }
            collect(node.path("ItemProcessor"), found);
            node.path("Branches").forEach(branch -> collect(branch, found));
        });
    }

    private static List<String> entered(Execution execution) {
        return execution.history().stream()
                .map(HistoryEvent::toJson)
                .filter(event -> event.path("type").asText().equals("TaskStateEntered"))
                .map(event -> event.at("/stateEnteredEventDetails/name").asText())
                .distinct()
                .toList();
    }
}
