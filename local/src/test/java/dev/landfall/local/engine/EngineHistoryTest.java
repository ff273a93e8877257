package dev.landfall.local.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EngineHistoryTest {

    private static JsonNode event(Execution execution, int id) {
        return World.json(execution.history().get(id - 1).toJson().toString());
    }

    @Test
    void everyKindOfStateEntersAndExitsUnderItsOwnName() {
        var execution = new World()
                .states(
                        "P",
                        "'P':{'Type':'Pass','Next':'W'},'W':{'Type':'Wait','Seconds':1,'Next':'C'},'C':{'Type':'Choice',"
                                + "'Choices':[{'Condition':true,'Next':'L'}]},'L':{'Type':'Parallel','Branches':[{'StartAt':"
                                + "'I','States':{'I':{'Type':'Succeed'}}}],'Next':'M'},'M':{'Type':'Map','ItemProcessor':"
                                + "{'StartAt':'J','States':{'J':{'Type':'Pass','End':true}}},'Next':'T'},'T':{'Type':'Task',"
                                + "'Resource':'arn:aws:states:::lambda:invoke','Next':'S'},'S':{'Type':'Succeed'}");
        assertThat(World.types(execution))
                .containsExactly(
                        "ExecutionStarted",
                        "PassStateEntered",
                        "PassStateExited",
                        "WaitStateEntered",
                        "WaitStateExited",
                        "ChoiceStateEntered",
                        "ChoiceStateExited",
                        "ParallelStateEntered",
                        "ParallelStateStarted",
                        "SucceedStateEntered",
                        "SucceedStateExited",
                        "ParallelStateSucceeded",
                        "ParallelStateExited",
                        "MapStateEntered",
                        "MapStateStarted",
                        "MapIterationStarted",
                        "PassStateEntered",
                        "PassStateExited",
                        "MapIterationSucceeded",
                        "MapStateSucceeded",
                        "MapStateExited",
                        "TaskStateEntered",
                        "TaskScheduled",
                        "TaskStarted",
                        "TaskSucceeded",
                        "TaskStateExited",
                        "SucceedStateEntered",
                        "SucceedStateExited",
                        "ExecutionSucceeded");
    }

    @Test
    void eventsHaveAwsFieldNames() {
        var execution = new World()
                .states(
                        "T",
                        "'T':{'Type':'Task','Resource':'arn:aws:states:::ecs:runTask.waitForTaskToken','Arguments':{'a':1},"
                                + "'TimeoutSeconds':60,'HeartbeatSeconds':30,'Catch':[{'ErrorEquals':['States.ALL'],'Next':"
                                + "'S','Assign':{'x':'y'},'Output':{'o':1}}],'End':true},'S':{'Type':'Fail','Error':'E',"
                                + "'Cause':'C'}");
        assertThat(event(execution, 1))
                .isEqualTo(World.json("{'timestamp':'2026-01-01T00:00:00.000Z','type':'ExecutionStarted','id':1,"
                        + "'previousEventId':0,'executionStartedEventDetails':{'input':'{}','inputDetails':"
                        + "{'truncated':false},'roleArn':'arn:aws:iam::000000000000:role/machine'}}"));
        assertThat(event(execution, 2))
                .isEqualTo(World.json("{'timestamp':'2026-01-01T00:00:00.000Z','type':'TaskStateEntered','id':2,"
                        + "'previousEventId':0,'stateEnteredEventDetails':{'name':'T','input':'{}','inputDetails':"
                        + "{'truncated':false}}}"));
        assertThat(event(execution, 3).get("taskScheduledEventDetails").toString())
                .isEqualTo("{\"resourceType\":\"ecs\",\"resource\":\"runTask.waitForTaskToken\",\"region\":\"local\","
                        + "\"parameters\":\"{\\\"a\\\":1}\",\"timeoutInSeconds\":60,\"heartbeatInSeconds\":30}");
        assertThat(event(execution, 4).get("taskStartedEventDetails"))
                .isEqualTo(World.json("{'resourceType':'ecs','resource':'runTask.waitForTaskToken'}"));
        assertThat(event(execution, 5).get("taskSubmittedEventDetails"))
                .isEqualTo(World.json("{'resourceType':'ecs','resource':'runTask.waitForTaskToken','output':'{}',"
                        + "'outputDetails':{'truncated':false}}"));
        assertThat(event(execution, 6).get("taskTimedOutEventDetails"))
                .isEqualTo(World.json(
                        "{'resourceType':'ecs','resource':'runTask.waitForTaskToken','error':" + "'States.Timeout'}"));
        assertThat(event(execution, 7).get("stateExitedEventDetails").toString())
                .isEqualTo("{\"name\":\"T\",\"output\":\"{\\\"o\\\":1}\",\"outputDetails\":{\"truncated\":false},"
                        + "\"assignedVariables\":{\"x\":\"\\\"y\\\"\"},\"assignedVariablesDetails\":"
                        + "{\"truncated\":false}}");
        assertThat(event(execution, 9).get("executionFailedEventDetails"))
                .isEqualTo(World.json("{'error':'E','cause':'C'}"));
        assertThat(execution.history().getFirst().toWire().get("timestamp").doubleValue())
                .isEqualTo(1_767_225_600.0);
    }

    @Test
    void iterationsPointAtTheEventsThatLedToThem() {
        var execution = new World()
                .run(
                        World.machine(
                                "M",
                                "'M':{'Type':'Map','MaxConcurrency':1,'ItemProcessor':{'StartAt':'J','States':{'J':"
                                        + "{'Type':'Pass','End':true}}},'End':true}"),
                        "[1,2]");
        assertThat(event(execution, 3).get("mapStateStartedEventDetails")).isEqualTo(World.json("{'length':2}"));
        assertThat(event(execution, 4).get("mapIterationStartedEventDetails"))
                .isEqualTo(World.json("{'name':'M','index':0}"));
        assertThat(execution.history())
                .extracting(event -> event.type() + " " + event.id() + "<" + event.previousEventId())
                .containsExactly(
                        "ExecutionStarted 1<0",
                        "MapStateEntered 2<0",
                        "MapStateStarted 3<2",
                        "MapIterationStarted 4<3",
                        "PassStateEntered 5<4",
                        "PassStateExited 6<5",
                        "MapIterationSucceeded 7<6",
                        "MapIterationStarted 8<6",
                        "PassStateEntered 9<8",
                        "PassStateExited 10<9",
                        "MapIterationSucceeded 11<10",
                        "MapStateSucceeded 12<11",
                        "MapStateExited 13<11",
                        "ExecutionSucceeded 14<13");
    }

    @Test
    void aFunctionNamedByItsArnHasItsOwnEvents() {
        var world = new World().fail("T", "Busy", 1);
        var execution = world.states(
                "T",
                "'T':{'Type':'Task','Resource':'arn:aws:lambda:eu-west-1:123456789012:function:hello','Retry':"
                        + "[{'ErrorEquals':['Busy']}],'End':true}");
        assertThat(World.types(execution))
                .containsExactly(
                        "ExecutionStarted",
                        "TaskStateEntered",
                        "LambdaFunctionScheduled",
                        "LambdaFunctionStarted",
                        "LambdaFunctionFailed",
                        "LambdaFunctionScheduled",
                        "LambdaFunctionStarted",
                        "LambdaFunctionSucceeded",
                        "TaskStateExited",
                        "ExecutionSucceeded");
        assertThat(event(execution, 3).get("lambdaFunctionScheduledEventDetails"))
                .isEqualTo(World.json("{'input':'{}','inputDetails':{'truncated':false},'resource':"
                        + "'arn:aws:lambda:eu-west-1:123456789012:function:hello'}"));
    }

    @Test
    void listenersHearEveryEventInOrderAndThenTheEnd() {
        var world = new World();
        List<String> heard = new ArrayList<>();
        world.engine.addListener(new EngineListener() {
            @Override
            public void onEvent(Execution execution, dev.landfall.local.engine.history.HistoryEvent event) {
                heard.add(event.type());
                throw new IllegalStateException("a listener's own defect stays its own");
            }

            @Override
            public void onEnd(Execution execution) {
                heard.add(execution.status().name());
            }
        });
        world.states("S", "'S':{'Type':'Succeed'}");
        assertThat(heard)
                .containsExactly(
                        "ExecutionStarted",
                        "SucceedStateEntered",
                        "SucceedStateExited",
                        "ExecutionSucceeded",
                        "SUCCEEDED");
    }

    @Test
    void anExecutionThatNeverEndsStopsAtTheMostEventsAwsAllows() {
        var execution = new World()
                .states(
                        "A",
                        "'A':{'Type':'Pass','Next':'C'},'C':{'Type':'Choice','Choices':[{'Condition':"
                                + "'{% $states.input.stop = true %}','Next':'S'}],'Default':'A'},'S':{'Type':'Succeed'}");
        assertThat(execution.error()).contains("States.Runtime");
        assertThat(execution.history()).hasSize(25_000);
    }

    @Test
    void retriesWithoutEndStopThereToo() {
        var execution = new World()
                .states(
                        "T",
                        "'T':{'Type':'Task','Resource':'arn:aws:states:::ecs:runTask.waitForTaskToken','TimeoutSeconds':1,"
                                + "'Retry':[{'ErrorEquals':['States.ALL'],'MaxAttempts':99999999,'BackoffRate':1}],'End':true}");
        assertThat(execution.error()).contains("States.Runtime");
        assertThat(execution.history().size()).isBetween(24_990, 25_010);
    }
}
