package dev.landfall.local.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EngineFanOutTest {

    private static final String WAITING =
            "'Type':'Task','Resource':'arn:aws:states:::lambda:invoke.waitForTaskToken','End':true";

    private static String wait(String seconds) {
        return "{'StartAt':'W" + seconds + "','States':{'W" + seconds + "':{'Type':'Wait','Seconds':" + seconds
                + ",'Output':" + seconds + ",'End':true}}}";
    }

    private static String map(String more, String states) {
        return World.machine(
                "M",
                "'M':{'Type':'Map'," + more + "'ItemProcessor':{'ProcessorConfig':{'Mode':'INLINE'},'StartAt':'T',"
                        + "'States':{" + states + "}},'End':true}");
    }

    @Test
    void branchesRunTogetherAndTheirOutputsKeepTheirOrder() {
        var world = new World();
        var execution = world.states(
                "P", "'P':{'Type':'Parallel','Branches':[" + wait("30") + "," + wait("10") + "],'End':true}");
        assertThat(execution.output()).contains(World.json("[30,10]"));
        assertThat(Duration.between(execution.startedAt(), execution.stoppedAt().orElseThrow()))
                .isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void argumentsAreTheInputOfEveryBranch() {
        var execution = new World()
                .states(
                        "P",
                        "'P':{'Type':'Parallel','Arguments':{'a':'{% 1 + 1 %}'},'Branches':[{'StartAt':'X','States':{'X':"
                                + "{'Type':'Pass','End':true}}}],'Output':'{% $states.result[0].a %}','End':true}");
        assertThat(execution.output()).contains(World.json("2"));
    }

    @Test
    void aFailedBranchFailsTheStateAndItsSiblingsTokenIsTooLate() {
        var world = new World();
        var execution = world.start(
                World.machine(
                        "P",
                        "'P':{'Type':'Parallel','Branches':[{'StartAt':'A','States':{'A':{" + WAITING
                                + "}}},{'StartAt':'B','States':{'B':{" + WAITING + "}}}],'Catch':[{'ErrorEquals':"
                                + "['Broken'],'Next':'Diagnose'}],'End':true},'Diagnose':{'Type':'Pass','End':true}"),
                "{}");
        world.time.advance(Duration.ofSeconds(1));
        world.engine.tokens().sendTaskFailure(world.token(0), Optional.of("Broken"), Optional.of("why"));
        world.time.runUntilIdle();
        assertThat(execution.output()).contains(World.json("{'Error':'Broken','Cause':'why'}"));
        var late = catchThrowableOfType(
                TokenRejected.class, () -> world.engine.tokens().sendTaskSuccess(world.token(1), "{}"));
        assertThat(late.reason()).isEqualTo(TokenRejected.Reason.TaskTimedOut);
        assertThat(World.types(execution))
                .containsSubsequence(
                        "ParallelStateStarted",
                        "TaskFailed",
                        "TaskStateAborted",
                        "ParallelStateFailed",
                        "ParallelStateExited",
                        "PassStateEntered");
    }

    @Test
    void branchFailedNamesAnyFailureOfABranch() {
        var execution = new World()
                .states(
                        "P",
                        "'P':{'Type':'Parallel','Branches':[{'StartAt':'A','States':{'A':{'Type':'Fail','Error':'E'}}}],"
                                + "'Catch':[{'ErrorEquals':['States.BranchFailed'],'Next':'S'}],'End':true},"
                                + "'S':{'Type':'Succeed'}");
        assertThat(execution.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
    }

    @Test
    void aRetriedParallelStateStartsItsBranchesAnew() {
        var world = new World().fail("A", "Busy", 1);
        var execution = world.states(
                "P",
                "'P':{'Type':'Parallel','Branches':[{'StartAt':'A','States':{'A':{'Type':'Task','Resource':"
                        + "'arn:aws:states:::lambda:invoke','End':true}}}],'Retry':[{'ErrorEquals':['Busy']}],"
                        + "'End':true}");
        assertThat(execution.output()).contains(World.json("[{}]"));
        assertThat(World.types(execution))
                .filteredOn("ParallelStateStarted"::equals)
                .hasSize(2);
        assertThat(World.types(execution))
                .filteredOn("ParallelStateEntered"::equals)
                .hasSize(1);
    }

    @Test
    void itemsAreSelectedWithIndexAndValueAndOutputsKeepTheirOrder() {
        var execution = new World()
                .run(
                        map(
                                "'Items':'{% $states.input.list %}','ItemSelector':{'i':'{% $states.context.Map.Item.Index %}',"
                                        + "'v':'{% $states.context.Map.Item.Value %}','all':'{% $count($states.input.list) %}'},",
                                "'T':{'Type':'Wait','Seconds':'{% 10 - $states.input.i %}','End':true}"),
                        "{'list':['a','b']}");
        assertThat(execution.output()).contains(World.json("[{'i':0,'v':'a','all':2},{'i':1,'v':'b','all':2}]"));
    }

    @Test
    void noMoreIterationsRunAtOnceThanAllowed() {
        var definition = map("'MaxConcurrency':'{% 2 %}',", "'T':{'Type':'Wait','Seconds':10,'End':true}");
        var execution = new World().run(definition, "[1,2,3,4,5]");
        assertThat(Duration.between(execution.startedAt(), execution.stoppedAt().orElseThrow()))
                .isEqualTo(Duration.ofSeconds(30));
        var unlimited = new World().run(definition.replace("'{% 2 %}'", "0"), "[1,2,3,4,5]");
        assertThat(Duration.between(unlimited.startedAt(), unlimited.stoppedAt().orElseThrow()))
                .isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void aFailedIterationFailsTheMapAndAbortsTheOthers() {
        var world = new World().fail("T", "Broken", 1);
        var execution = world.run(
                map(
                        "",
                        "'T':{'Type':'Task','Resource':'arn:aws:states:::lambda:invoke','Next':'W'},"
                                + "'W':{'Type':'Wait','Seconds':60,'End':true}"),
                "[1,2,3]");
        assertThat(execution.error()).contains("Broken");
        assertThat(World.types(execution))
                .containsSubsequence(
                        "MapIterationFailed",
                        "MapIterationAborted",
                        "MapIterationAborted",
                        "MapStateFailed",
                        "ExecutionFailed");
    }

    @Test
    void noItemsMeanAnEmptyList() {
        var execution = new World().run(map("", "'T':{'Type':'Pass','End':true}"), "[]");
        assertThat(execution.output()).contains(World.json("[]"));
        assertThat(World.types(execution))
                .containsExactly(
                        "ExecutionStarted",
                        "MapStateEntered",
                        "MapStateStarted",
                        "MapStateSucceeded",
                        "MapStateExited",
                        "ExecutionSucceeded");
    }

    @Test
    void itemsThatAreNoArrayAreAnEvaluationError() {
        var execution = new World().run(map("", "'T':{'Type':'Pass','End':true}"), "{'a':1}");
        assertThat(execution.error()).contains("States.QueryEvaluationError");
    }

    @Test
    void innerStatesReadOuterVariablesAndTheirOwnEndWithThem() {
        var execution = new World()
                .states(
                        "A",
                        "'A':{'Type':'Pass','Assign':{'outer':5},'Output':[1,2],'Next':'M'},'M':{'Type':'Map','ItemProcessor':"
                                + "{'StartAt':'X','States':{'X':{'Type':'Pass','Assign':{'own':'{% $outer + $states.input %}'},"
                                + "'Next':'Y'},'Y':{'Type':'Pass','Output':'{% $own %}','End':true}}},'Assign':{'sum':"
                                + "'{% $sum($states.result) %}'},'Next':'Z'},'Z':{'Type':'Pass','Output':"
                                + "['{% $sum %}','{% $exists($own) %}'],'End':true}");
        assertThat(execution.output()).contains(World.json("[13,false]"));
    }
}
