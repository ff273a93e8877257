package dev.landfall.local.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.landfall.local.engine.TokenRejected.Reason;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EngineTokenTest {

    private final World world = new World();

    private Execution begin(String more) {
        var execution = world.start(
                World.machine(
                        "T",
                        "'T':{'Type':'Task','Resource':'arn:aws:states:::ecs:runTask.waitForTaskToken'," + more
                                + "'End':true}"),
                "{}");
        world.time.advance(Duration.ofMillis(1));
        return execution;
    }

    private Reason reason(String token, String output) {
        return catchThrowableOfType(
                        TokenRejected.class, () -> world.engine.tokens().sendTaskSuccess(token, output))
                .reason();
    }

    @Test
    void theAnswerBecomesTheResult() {
        var execution = begin("");
        world.engine.tokens().sendTaskSuccess(world.token(0), "{\"rows\":3}");
        world.time.runUntilIdle();
        assertThat(execution.output()).contains(World.json("{'rows':3}"));
        assertThat(World.types(execution))
                .containsExactly(
                        "ExecutionStarted",
                        "TaskStateEntered",
                        "TaskScheduled",
                        "TaskStarted",
                        "TaskSubmitted",
                        "TaskSucceeded",
                        "TaskStateExited",
                        "ExecutionSucceeded");
    }

    @Test
    void aReportedFailureFailsTheState() {
        var execution = begin("");
        world.engine.tokens().sendTaskFailure(world.token(0), Optional.of("Mover"), Optional.of("disk full"));
        world.time.runUntilIdle();
        assertThat(execution.error()).contains("Mover");
        assertThat(execution.cause()).contains("disk full");
    }

    @Test
    void aFailedCallFailsTheStateAtOnce() {
        world.fail("T", "ECS.ClusterNotFoundException", 1);
        var execution = begin("");
        assertThat(execution.error()).contains("ECS.ClusterNotFoundException");
    }

    @Test
    void heartbeatsKeepATaskAliveUntilItsTimeout() {
        var execution = begin("'TimeoutSeconds':100,'HeartbeatSeconds':30,");
        for (var beat = 0; beat < 3; beat++) {
            world.time.advance(Duration.ofSeconds(29));
            world.engine.tokens().sendTaskHeartbeat(world.token(0));
        }
        assertThat(execution.status()).isEqualTo(ExecutionStatus.RUNNING);
        world.time.runUntilIdle();
        assertThat(execution.error()).contains("States.Timeout");
        assertThat(Duration.between(execution.startedAt(), execution.stoppedAt().orElseThrow()))
                .isEqualTo(Duration.ofSeconds(100));
    }

    @Test
    void aMissedHeartbeatIsCaughtByEitherNameAndNotAsTaskFailed() {
        for (var name : new String[] {"States.HeartbeatTimeout", "States.Timeout", "States.ALL"}) {
            var execution = new World().states("T", heartbeat(name));
            assertThat(execution.status()).as(name).isEqualTo(ExecutionStatus.SUCCEEDED);
            assertThat(Duration.between(
                            execution.startedAt(), execution.stoppedAt().orElseThrow()))
                    .isEqualTo(Duration.ofSeconds(30));
        }
        assertThat(new World().states("T", heartbeat("States.TaskFailed")).error())
                .contains("States.Timeout");
    }

    private static String heartbeat(String caught) {
        return "'T':{'Type':'Task','Resource':'arn:aws:states:::ecs:runTask.waitForTaskToken','TimeoutSeconds':100,"
                + "'HeartbeatSeconds':'{% 30 %}','Catch':[{'ErrorEquals':['" + caught + "'],'Next':'S'}],'End':true},"
                + "'S':{'Type':'Succeed'}";
    }

    @Test
    void aPlainTimeoutIsNoHeartbeatTimeout() {
        var execution = new World()
                .states(
                        "T",
                        "'T':{'Type':'Task','Resource':'arn:aws:states:::ecs:runTask.waitForTaskToken','TimeoutSeconds':10,"
                                + "'Catch':[{'ErrorEquals':['States.HeartbeatTimeout'],'Next':'S'}],'End':true},"
                                + "'S':{'Type':'Succeed'}");
        assertThat(execution.error()).contains("States.Timeout");
    }

    @Test
    void aHeartbeatThatIsNotShorterThanTheTimeoutIsAnEvaluationError() {
        var execution = begin("'TimeoutSeconds':'{% 30 %}','HeartbeatSeconds':30,");
        assertThat(execution.error()).contains("States.QueryEvaluationError");
    }

    @Test
    void answersThatCannotBeTakenHaveAwsNames() {
        begin("");
        var token = world.token(0);
        assertThat(reason("nonsense", "{}")).isEqualTo(Reason.InvalidToken);
        assertThat(reason(new TaskTokens(new java.util.Random(9)).issue(NOBODY), "{}"))
                .isEqualTo(Reason.TaskDoesNotExist);
        assertThat(reason(token, "{")).isEqualTo(Reason.InvalidOutput);
        assertThat(reason(token, "")).isEqualTo(Reason.InvalidOutput);
        assertThat(reason(token, "\"" + "x".repeat(262_144) + "\"")).isEqualTo(Reason.InvalidOutput);
        world.engine.tokens().sendTaskSuccess(token, "1");
        assertThat(reason(token, "1")).isEqualTo(Reason.TaskTimedOut);
    }

    @Test
    void eachAttemptHasItsOwnToken() {
        begin("'Retry':[{'ErrorEquals':['Busy'],'IntervalSeconds':5}],");
        world.engine.tokens().sendTaskFailure(world.token(0), Optional.of("Busy"), Optional.empty());
        world.time.advance(Duration.ofSeconds(6));
        assertThat(world.token(1)).isNotEqualTo(world.token(0));
        assertThat(reason(world.token(0), "1")).isEqualTo(Reason.TaskTimedOut);
    }

    @Test
    void activeStatesTellWhatIsWaitedForAndSinceWhen() {
        var execution = begin("");
        assertThat(execution.activeStates()).singleElement().satisfies(state -> {
            assertThat(state.path()).isEqualTo("T");
            assertThat(state.waitsFor()).isEqualTo(ActiveState.WaitsFor.TASK_TOKEN);
            assertThat(state.since()).isEqualTo(execution.startedAt());
        });
        world.engine.tokens().sendTaskSuccess(world.token(0), "1");
        world.time.runUntilIdle();
        assertThat(execution.activeStates()).isEmpty();
    }

    private static final TaskTokens.PendingTask NOBODY = new TaskTokens.PendingTask() {
        @Override
        public boolean succeed(com.fasterxml.jackson.databind.JsonNode output) {
            return false;
        }

        @Override
        public boolean fail(Optional<String> error, Optional<String> cause) {
            return false;
        }

        @Override
        public boolean heartbeat() {
            return false;
        }
    };
}
