package dev.landfall.local.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EngineCatchTest {

    private static final String ENDS = "'First':{'Type':'Pass','Output':'first','End':true},"
            + "'Second':{'Type':'Pass','Output':'second','End':true}";

    private static String task(String catchers) {
        return World.machine(
                "Call",
                "'Call':{'Type':'Task','Resource':'arn:aws:states:::lambda:invoke','Catch':" + catchers
                        + ",'Next':'First'}," + ENDS);
    }

    @Test
    void theFirstCatcherThatNamesTheErrorTakesIt() {
        var execution = new World()
                .fail("Call", "Slow", 1)
                .run(task("[{'ErrorEquals':['Busy'],'Next':'First'},{'ErrorEquals':['Lost','Slow'],'Next':'Second'},"
                        + "{'ErrorEquals':['States.ALL'],'Next':'First'}]"));
        assertThat(execution.output()).contains(World.json("'second'"));
    }

    @Test
    void withoutOutputTheErrorIsWhatGoesOn() {
        var execution = new World()
                .fail("Call", "Slow", "why")
                .states(
                        "Call",
                        "'Call':{'Type':'Task','Resource':'arn:aws:states:::lambda:invoke','Catch':[{'ErrorEquals':"
                                + "['States.ALL'],'Next':'Show'}],'End':true},'Show':{'Type':'Pass','End':true}");
        assertThat(execution.output()).contains(World.json("{'Error':'Slow','Cause':'why'}"));
    }

    @Test
    void aCatcherAssignsAndAnswersFromTheErrorAndTheInput() {
        var execution = new World()
                .fail("Call", "Slow", "why")
                .run(
                        World.machine(
                                "Call",
                                "'Call':{'Type':'Task','Resource':'arn:aws:states:::lambda:invoke','Catch':[{'ErrorEquals':"
                                        + "['States.ALL'],'Next':'Show','Assign':{'failure':'{% $states.errorOutput.Error %}'},"
                                        + "'Output':'{% $states.input.id & $states.errorOutput.Cause %}'}],'End':true},"
                                        + "'Show':{'Type':'Pass','Output':'{% $failure & $states.input %}','End':true}"),
                        "{'id':'7'}");
        assertThat(execution.output()).contains(World.json("'Slow7why'"));
    }

    @Test
    void aTimeoutHasAnEmptyCauseSoThatCatchersMayReadIt() {
        var execution = new World()
                .states(
                        "Wait",
                        "'Wait':{'Type':'Task','Resource':'arn:aws:states:::lambda:invoke.waitForTaskToken','TimeoutSeconds':9,"
                                + "'Catch':[{'ErrorEquals':['States.Timeout'],'Next':'Show'}],'End':true},"
                                + "'Show':{'Type':'Pass','End':true}");
        assertThat(execution.output()).contains(World.json("{'Error':'States.Timeout','Cause':''}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"States.Runtime", "States.DataLimitExceeded"})
    void theWildcardDoesNotCatch(String error) {
        var execution =
                new World().fail("Call", error, 9).run(task("[{'ErrorEquals':['States.ALL'],'Next':'Second'}]"));
        assertThat(execution.status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(execution.error()).contains(error);
    }

    @Test
    void aDataLimitCanBeCaughtByItsOwnName() {
        var execution = new World()
                .fail("Call", "States.DataLimitExceeded", 1)
                .run(task("[{'ErrorEquals':['States.DataLimitExceeded'],'Next':'Second'}]"));
        assertThat(execution.output()).contains(World.json("'second'"));
    }

    @Test
    void taskFailedCatchesAnyErrorOfATaskButATimeout() {
        var catchers = "[{'ErrorEquals':['States.TaskFailed'],'Next':'Second'}]";
        assertThat(new World().fail("Call", "Slow", 1).run(task(catchers)).status())
                .isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(new World()
                        .fail("Call", "States.Timeout", 1)
                        .run(task(catchers))
                        .error())
                .contains("States.Timeout");
    }

    @Test
    void retriesComeBeforeCatchers() {
        var world = new World().fail("Call", "Slow", 9);
        var execution = world.states(
                "Call",
                "'Call':{'Type':'Task','Resource':'arn:aws:states:::lambda:invoke','Retry':[{'ErrorEquals':"
                        + "['States.ALL'],'MaxAttempts':2}],'Catch':[{'ErrorEquals':['States.ALL'],'Next':'Second'}],"
                        + "'Next':'First'}," + ENDS);
        assertThat(world.calls).hasSize(3);
        assertThat(execution.output()).contains(World.json("'second'"));
    }

    @Test
    void anUndefinedResultCanBeCaughtAndNamesExpressionAndField() {
        var execution = new World()
                .states(
                        "Call",
                        "'Call':{'Type':'Task','Resource':'arn:aws:states:::lambda:invoke','Arguments':{'a':"
                                + "'{% $states.input.nothing %}'},'Catch':[{'ErrorEquals':['States.QueryEvaluationError'],"
                                + "'Next':'Show'}],'End':true},'Show':{'Type':'Pass','End':true}");
        assertThat(execution.output().orElseThrow().get("Cause").textValue())
                .isEqualTo("An error occurred while executing the state 'Call' (entered at the event id #2). "
                        + "The JSONata expression '$states.input.nothing' specified for the field 'Arguments/a' "
                        + "returned nothing (undefined).");
    }

    @Test
    void aCatcherThatCannotBeEvaluatedFailsTheExecution() {
        var execution = new World()
                .fail("Call", "Slow", 1)
                .run(
                        task(
                                "[{'ErrorEquals':['States.ALL'],'Next':'Second','Output':'{% $states.errorOutput.Nothing %}'}]"));
        assertThat(execution.error()).contains("States.QueryEvaluationError");
        assertThat(execution.cause().orElseThrow()).contains("'Catch[0]/Output'");
    }
}
