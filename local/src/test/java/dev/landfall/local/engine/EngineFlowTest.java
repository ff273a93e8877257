package dev.landfall.local.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.local.engine.integration.EcsRunTask;
import dev.landfall.local.engine.integration.Integrations;
import dev.landfall.local.engine.integration.LambdaInvoke;
import dev.landfall.local.engine.integration.LambdaInvoke.LambdaError;
import dev.landfall.local.engine.integration.TaskFailure;
import dev.landfall.local.engine.time.VirtualTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EngineFlowTest {

    private static final String LAMBDA =
            "'T':{'Type':'Task','Resource':'arn:aws:states:::lambda:invoke','Arguments':{'FunctionName':'f','Payload':"
                    + "{'a':1}},'End':true}";

    private static Duration lasted(Execution execution) {
        return Duration.between(execution.startedAt(), execution.stoppedAt().orElseThrow());
    }

    @Test
    void aWaitLastsItsSecondsOrUntilItsTime() {
        var world = new World();
        assertThat(lasted(world.run(
                        World.machine("W", "'W':{'Type':'Wait','Seconds':'{% $states.input.s %}','End':true}"),
                        "{'s':90}")))
                .isEqualTo(Duration.ofSeconds(90));
        assertThat(lasted(new World()
                        .states("W", "'W':{'Type':'Wait','Timestamp':'2026-01-02T01:00:00+01:00','End':true}")))
                .isEqualTo(Duration.ofDays(1));
        assertThat(lasted(new World().states("W", "'W':{'Type':'Wait','Timestamp':'2025-01-01T00:00:00Z','End':true}")))
                .isZero();
    }

    @Test
    void aWaitWithoutAUsableTimeIsAnEvaluationError() {
        for (var field : List.of("'Seconds':'{% -1 %}'", "'Seconds':'{% 1.5 %}'", "'Timestamp':'{% $string(1) %}'")) {
            var execution = new World().states("W", "'W':{'Type':'Wait'," + field + ",'End':true}");
            assertThat(execution.error()).as(field).contains("States.QueryEvaluationError");
        }
    }

    @Test
    void aChoiceTakesTheFirstTrueRuleWithItsOwnAssignAndOutput() {
        var execution = new World()
                .run(
                        World.machine(
                                "C",
                                "'C':{'Type':'Choice','Choices':[{'Condition':'{% $states.input.n > 5 %}','Next':'S'},"
                                        + "{'Condition':'{% $states.input.n > 1 %}','Assign':{'x':7},'Output':'two','Next':'P'},"
                                        + "{'Condition':true,'Next':'S'}],'Default':'S'},'P':{'Type':'Pass','Output':"
                                        + "'{% $states.input & $x %}','End':true},'S':{'Type':'Succeed'}"),
                        "{'n':3}");
        assertThat(execution.output()).contains(World.json("'two7'"));
    }

    @Test
    void aChoiceWithoutAMatchFailsAndOneThatIsNoBooleanToo() {
        var none = "'C':{'Type':'Choice','Choices':[{'Condition':'{% false %}','Next':'S'}]},'S':{'Type':'Succeed'}";
        assertThat(new World().states("C", none).error()).contains("States.NoChoiceMatched");
        assertThat(new World().states("C", none.replace("false", "1")).error()).contains("States.QueryEvaluationError");
    }

    @Test
    void aFailStateEvaluatesErrorAndCause() {
        var execution = new World()
                .run(
                        World.machine("F", "'F':{'Type':'Fail','Error':'{% $states.input.e %}','Cause':'{% 1 & 2 %}'}"),
                        "{'e':'Mine'}");
        assertThat(execution.error()).contains("Mine");
        assertThat(execution.cause()).contains("12");
    }

    @Test
    void anExecutionThatLastsTooLongTimesOut() {
        var execution = new World()
                .run("{'QueryLanguage':'JSONata','TimeoutSeconds':10,'StartAt':'W','States':{'W':"
                        + "{'Type':'Wait','Seconds':60,'End':true}}}");
        assertThat(execution.status()).isEqualTo(ExecutionStatus.TIMED_OUT);
        assertThat(World.types(execution)).endsWith("WaitStateAborted", "ExecutionTimedOut");
        assertThat(lasted(execution)).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void anExecutionEndsAfterAYear() {
        var execution = new World().states("W", "'W':{'Type':'Wait','Seconds':99999999,'End':true}");
        assertThat(execution.status()).isEqualTo(ExecutionStatus.TIMED_OUT);
        assertThat(lasted(execution)).isEqualTo(Duration.ofDays(365));
    }

    @Test
    void aStoppedExecutionIsAbortedAndStaysSo() {
        var world = new World();
        var execution = world.start(World.machine("W", "'W':{'Type':'Wait','Seconds':60,'End':true}"), "{}");
        world.time.advance(Duration.ofSeconds(1));
        execution.stop("Operator", "changed my mind");
        world.time.runUntilIdle();
        assertThat(execution.status()).isEqualTo(ExecutionStatus.ABORTED);
        assertThat(execution.error()).contains("Operator");
        assertThat(World.types(execution)).endsWith("WaitStateAborted", "ExecutionAborted");
        assertThat(execution.activeStates()).isEmpty();
    }

    @Test
    void theSameNameIsTheSameExecutionWhileItRunsAndRefusedAfterwards() {
        var world = new World();
        var definition = World.machine("S", "'S':{'Type':'Succeed'}");
        var first = world.start(definition, "{}");
        assertThat(world.start(definition, "{}")).isSameAs(first);
        assertThatThrownBy(() -> world.start(definition, "{'a':1}")).hasMessageContaining("EXECUTION_EXISTS");
        world.time.runUntilIdle();
        assertThatThrownBy(() -> world.start(definition, "{}")).hasMessageContaining("EXECUTION_EXISTS");
    }

    private static Engine engine(LambdaInvoke.Functions functions) {
        var ecs = new EcsRunTask(request -> {
            throw new TaskFailure("ECS.ClusterNotFoundException", "no cluster");
        });
        return new Engine(new VirtualTime(), Integrations.of(new LambdaInvoke(functions), ecs), new Random(1));
    }

    private static Execution runWith(LambdaInvoke.Functions functions) {
        var engine = engine(functions);
        var machine = StateMachine.load("m", World.machine("T", LAMBDA).replace('\'', '"'));
        var execution = engine.start(machine, "run", World.json("{}"));
        execution.await(Duration.ofDays(1));
        return execution;
    }

    @Test
    void aFunctionsResultHasAwsForm() {
        var execution = runWith((name, payload) -> "{\"name\":\"" + name + "\",\"got\":" + payload + "}");
        assertThat(execution.output())
                .contains(World.json(
                        "{'ExecutedVersion':'$LATEST','Payload':{'name':'f','got':{'a':1}},'StatusCode':200}"));
    }

    @Test
    void aFunctionThatThrowsFailsWithItsClassNameAndJsonAsCause() {
        var execution = runWith((name, payload) -> {
            throw new LambdaError("com.example.Broken", "it broke", List.of("a.b(C.java:1)"));
        });
        assertThat(execution.error()).contains("com.example.Broken");
        assertThat(execution.cause())
                .contains("{\"errorMessage\":\"it broke\",\"errorType\":\"com.example.Broken\",\"stackTrace\":"
                        + "[\"a.b(C.java:1)\"]}");
    }

    @Test
    void anIntegrationsOwnDefectEndsTheExecutionAsRuntimeError() {
        var execution = runWith((name, payload) -> {
            throw new IllegalStateException("defect");
        });
        assertThat(execution.error()).contains("States.Runtime");
        assertThat(execution.cause()).contains("defect");
    }

    @Test
    void aResourceThatNothingServesIsRefusedAtStart() {
        try (var engine = new Engine(new VirtualTime(), new Integrations(Map.of()), new Random(1))) {
            var machine = StateMachine.load("m", World.machine("T", LAMBDA).replace('\'', '"'));
            assertThatThrownBy(() -> engine.start(machine, "run", World.json("{}")))
                    .hasMessageContaining("RESOURCE_NOT_SERVED")
                    .hasMessageContaining("State 'T'");
        }
    }

    @Test
    void aStateWaitsForTheExecutionThatItStarts() {
        try (var engine = engine((name, payload) -> "{}")) {
            var child = StateMachine.load(
                    "child",
                    World.machine("W", "'W':{'Type':'Wait','Seconds':30,'End':true}")
                            .replace('\'', '"'));
            engine.register(child);
            var execution = engine.start(parent(child), "run", World.json("{}"));
            assertThat(execution.await(Duration.ofDays(1))).isTrue();
            assertThat(execution.output()).contains(World.json("{'a':1}"));
            assertThat(lasted(execution)).isEqualTo(Duration.ofSeconds(30));
            assertThat(World.types(execution)).contains("TaskSubmitted", "TaskSucceeded");
        }
    }

    @Test
    void aStateWhoseExecutionFailsFailsWithItsDescription() {
        try (var engine = engine((name, payload) -> "{}")) {
            var child = StateMachine.load(
                    "child",
                    World.machine("F", "'F':{'Type':'Fail','Error':'Inner'}").replace('\'', '"'));
            engine.register(child);
            var execution = engine.start(parent(child), "run", World.json("{}"));
            execution.await(Duration.ofDays(1));
            assertThat(execution.error()).contains("States.TaskFailed");
            assertThat(World.json(execution.cause().orElseThrow()).get("Error").textValue())
                    .isEqualTo("Inner");
        }
    }

    @Test
    void stoppingAnExecutionStopsTheOneItWaitsFor() {
        try (var engine = engine((name, payload) -> "{}")) {
            var child = StateMachine.load(
                    "child",
                    World.machine("W", "'W':{'Type':'Wait','Seconds':30,'End':true}")
                            .replace('\'', '"'));
            engine.register(child);
            var execution = engine.start(parent(child), "run", World.json("{}"));
            execution.await(Duration.ofSeconds(1));
            execution.stop("", "");
            execution.await(Duration.ofDays(1));
            var inner = engine.executions().getLast();
            inner.await(Duration.ofDays(1));
            assertThat(inner.status()).isEqualTo(ExecutionStatus.ABORTED);
        }
    }

    private static StateMachine parent(StateMachine child) {
        return StateMachine.load(
                "parent",
                World.machine(
                                "T",
                                "'T':{'Type':'Task','Resource':'arn:aws:states:::states:startExecution.sync:2',"
                                        + "'Arguments':{'StateMachineArn':'" + child.arn() + "','Input':{'a':1}},"
                                        + "'Output':'{% $states.result.Output %}','End':true}")
                        .replace('\'', '"'));
    }
}
