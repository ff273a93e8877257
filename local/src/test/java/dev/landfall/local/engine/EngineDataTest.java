package dev.landfall.local.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.model.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EngineDataTest {

    private static Execution evaluate(String expression, String input) {
        var definition =
                Json.MAPPER.createObjectNode().put("QueryLanguage", "JSONata").put("StartAt", "P");
        definition
                .putObject("States")
                .putObject("P")
                .put("Type", "Pass")
                .put("Output", "{% " + expression + " %}")
                .put("End", true);
        var world = new World();
        var execution =
                world.engine.start(StateMachine.load("machine", definition.toString()), "run", World.json(input));
        world.time.runUntilIdle();
        return execution;
    }

    @Test
    void assignAndOutputAreEvaluatedFromTheSameInputAndVariables() {
        var execution = new World()
                .states(
                        "One",
                        "'One':{'Type':'Pass','Assign':{'x':1,'y':2},'Next':'Two'},'Two':{'Type':'Pass','Assign':"
                                + "{'x':'{% $y %}','y':'{% $x %}'},'Output':'{% $x %}','Next':'Three'},'Three':{'Type':'Pass',"
                                + "'Output':['{% $x %}','{% $y %}','{% $states.input %}'],'End':true}");
        assertThat(execution.output()).contains(World.json("[2,1,1]"));
    }

    @Test
    void aVariableThatIsFirstAssignedHereIsUndefinedInTheSameState() {
        var execution =
                new World().states("One", "'One':{'Type':'Pass','Assign':{'x':1},'Output':'{% $x %}','End':true}");
        assertThat(execution.error()).contains("States.QueryEvaluationError");
    }

    @Test
    void theContextHoldsWhatAwsPutsThere() {
        var execution = new World()
                .run(World.machine("P", "'P':{'Type':'Pass','Output':'{% $states.context %}','End':true}"), "{'a':1}");
        assertThat(execution.output())
                .contains(World.json("{'Execution':{'Id':'arn:aws:states:local:000000000000:execution:machine:run',"
                        + "'Input':{'a':1},'StartTime':'2026-01-01T00:00:00.000Z','Name':'run','RoleArn':"
                        + "'arn:aws:iam::000000000000:role/machine','RedriveCount':0},'StateMachine':{'Id':"
                        + "'arn:aws:states:local:000000000000:stateMachine:machine','Name':'machine'},'State':"
                        + "{'Name':'P','EnteredTime':'2026-01-01T00:00:00.000Z'}}"));
    }

    @Test
    void aTaskThatWaitsFindsItsTokenInTheContextOfItsArguments() {
        var world = new World();
        world.start(
                World.machine(
                        "T",
                        "'T':{'Type':'Task','Resource':'arn:aws:states:::lambda:invoke.waitForTaskToken',"
                                + "'Arguments':{'t':'{% $states.context.Task.Token %}'},'End':true}"),
                "{}");
        world.time.runUntilIdle();
        assertThat(world.calls.getFirst().arguments().get("t").textValue()).isEqualTo(world.token(0));
    }

    @Test
    void theResultIsThereForOutputAndAssignOfATask() {
        var execution = new World()
                .answer("T", "{'Payload':{'n':4}}")
                .states(
                        "T",
                        "'T':{'Type':'Task','Resource':'arn:aws:states:::lambda:invoke','Assign':{'n':"
                                + "'{% $states.result.Payload.n %}'},'Output':{'m':'{% $states.result.Payload.n + 1 %}'},"
                                + "'Next':'P'},'P':{'Type':'Pass','Output':['{% $n %}','{% $states.input.m %}'],'End':true}");
        assertThat(execution.output()).contains(World.json("[4,5]"));
    }

    @Test
    void stringsThatAreNotWhollyDelimitedAreLeftAlone() {
        var execution = new World()
                .states(
                        "P",
                        "'P':{'Type':'Pass','Output':[' {% 1 %} ','$states.input','a {% 1 %}','{% 1 %}'],'End':true}");
        assertThat(execution.output()).contains(World.json("[' {% 1 %} ','$states.input','a {% 1 %}',1]"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            6/2                                           | 3
            7/2                                           | 3.5
            $states.input.whole                           | 12345678901
            $states.input.decimal                         | 1
            $states.input.nothing                         | null
            $states.input.nothing = null                  | true
            {'a': $states.input.nothing, 'b': $missing}   | {'a':null}
            [1, $missing, 2]                              | [1,2]
            $states.input.list                            | [1]
            $states.input.empty                           | []
            $count($states.input.empty)                   | 0
            $range(1, 7, 3)                               | [1,4,7]
            $range(3, 1, -1)                              | [3,2,1]
            $partition([1,2,3,4,5], 2)                    | [[1,2],[3,4],[5]]
            $parse('{\"a\":[1,null]}')                  | {'a':[1,null]}
            $hash('x', 'SHA-256')                         | '2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881'
            $random(5) = $random(5)                       | true
            $random() < 1                                 | true
            $length($uuid())                              | 36
            $now()                                        | '2026-01-01T00:00:00.000Z'
            $millis()                                     | 1767225600000
            """)
    void expressionsGiveTheValuesOfStepFunctions(String expression, String expected) {
        var execution =
                evaluate(expression, "{'whole':12345678901,'decimal':1.0,'nothing':null,'list':[1],'empty':[]}");
        assertThat(execution.cause()).as(expression).isEmpty();
        assertThat(execution.output().map(Object::toString))
                .contains(World.json(expected).toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$states.input.missing",
                "$missing",
                "$error('x')",
                "1 + 'a'",
                "function($x){$x}",
                "1/0",
                "$hash('x', 'MD4')",
                "$partition([1], 0)",
                "$range(1, 2, 0)",
                "$parse('{')",
                "$unknown()"
            })
    void whatGivesNoJsonIsAnEvaluationError(String expression) {
        var execution = evaluate(expression, "{}");
        assertThat(execution.error()).contains("States.QueryEvaluationError");
        assertThat(execution.cause().orElseThrow()).contains("state 'P'").contains("field 'Output'");
        assertThat(World.types(execution))
                .containsExactly("ExecutionStarted", "PassStateEntered", "EvaluationFailed", "ExecutionFailed");
    }

    @Test
    void anEndlessExpressionIsCutOff() {
        var execution = evaluate("($f := function($n){$f($n + 1) + 1}; $f(0))", "{}");
        assertThat(execution.error()).contains("States.QueryEvaluationError");
    }

    @Test
    void dataAboveTheLimitEndsTheExecution() {
        var atLimit = "'" + "x".repeat(TaskTokens.LONGEST_OUTPUT_BYTES - 2) + "'";
        assertThat(new World().answer("T", atLimit).states("T", TASK).status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        var above = "'" + "x".repeat(TaskTokens.LONGEST_OUTPUT_BYTES - 1) + "'";
        assertThat(new World().answer("T", above).states("T", TASK).error()).contains("States.DataLimitExceeded");
        var computed = new World()
                .run(World.machine(
                        "P",
                        "'P':{'Type':'Pass','Output':'{% $join($map($range(1,300000,1), function($n){$string(1)})) %}',"
                                + "'End':true}"));
        assertThat(computed.error()).contains("States.DataLimitExceeded");
    }

    private static final String TASK = "'T':{'Type':'Task','Resource':'arn:aws:states:::lambda:invoke','End':true}";
}
