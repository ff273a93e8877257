package dev.landfall.mover.task;

import dev.landfall.model.failure.Problem;
import dev.landfall.mover.progress.StopSignal;
import dev.landfall.mover.progress.Ticker;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.InvalidTokenException;
import software.amazon.awssdk.services.sfn.model.TaskDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.TaskTimedOutException;

/**
 * Answers the state that waits for this command: a heartbeat now and then, a result or a reason at the end. Where nobody
 * waits any more the command is stopped. Without a token it does nothing.
 */
public final class TaskToken implements AutoCloseable {

    /** Names the token in the environment. */
    public static final String VARIABLE = "LANDFALL_TASK_TOKEN";

    /** Names the seconds between heartbeats. */
    public static final String HEARTBEAT_VARIABLE = "LANDFALL_HEARTBEAT_SECONDS";

    private static final Logger LOG = LoggerFactory.getLogger(TaskToken.class);
    private static final String DEFAULT_HEARTBEAT_SECONDS = "20";

    /** Limits of Step Functions on what a failure may say. */
    private static final int LONGEST_CAUSE = 32_768;

    private final Optional<Waiting> waiting;

    private record Waiting(SfnClient client, String token, Ticker heartbeat) {}

    private TaskToken(Optional<Waiting> waiting) {
        this.waiting = waiting;
    }

    public static TaskToken from(Map<String, String> environment, StopSignal stop) {
        var token = environment.get(VARIABLE);
        if (token == null || token.isEmpty()) {
            return new TaskToken(Optional.empty());
        }
        var seconds = Long.parseLong(environment.getOrDefault(HEARTBEAT_VARIABLE, DEFAULT_HEARTBEAT_SECONDS));
        var client = SfnClient.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
        beat(client, token, stop);
        var heartbeat = Ticker.every(Duration.ofSeconds(seconds), "heartbeat", () -> beat(client, token, stop));
        return new TaskToken(Optional.of(new Waiting(client, token, heartbeat)));
    }

    /** Hands the result to the state that waits. */
    public void succeed(String json) {
        answer(state -> state.client()
                .sendTaskSuccess(request -> request.taskToken(state.token()).output(json)));
    }

    /** Tells the state that waits why there is no result. */
    public void fail(Problem problem) {
        var text = problem.text();
        var cause = text.substring(0, Math.min(text.length(), LONGEST_CAUSE));
        answer(state -> state.client()
                .sendTaskFailure(request ->
                        request.taskToken(state.token()).error(problem.code()).cause(cause)));
    }

    @Override
    public void close() {
        waiting.ifPresent(state -> {
            state.heartbeat().close();
            state.client().close();
        });
    }

    private static void beat(SfnClient client, String token, StopSignal stop) {
        try {
            client.sendTaskHeartbeat(request -> request.taskToken(token));
        } catch (TaskTimedOutException | TaskDoesNotExistException | InvalidTokenException e) {
            stop.stop(Problem.operator(
                            "TASK_ABANDONED",
                            "Step Functions no longer waits for this command (" + reason(e) + ").",
                            "Look at the execution: it was stopped, or the state timed out.")
                    .asException(e));
        } catch (SdkException e) {
            // The next one may pass; the state machine decides how many may be missing.
            LOG.warn("a heartbeat could not be sent: {}", e.getClass().getSimpleName());
        }
    }

    private static String reason(SdkException e) {
        return e.getClass().getSimpleName().replace("Exception", "");
    }

    @FunctionalInterface
    private interface Answer {
        void give(Waiting state);
    }

    private void answer(Answer answer) {
        waiting.ifPresent(state -> {
            try {
                answer.give(state);
            } catch (TaskTimedOutException | TaskDoesNotExistException | InvalidTokenException e) {
                LOG.warn("nobody waited for the result: {}", reason(e));
            } catch (SdkException e) {
                throw Problem.retry(
                                "TASK_NOT_ANSWERED",
                                "Step Functions could not be told the result ("
                                        + e.getClass().getSimpleName() + ").",
                                "Check the way to Step Functions (endpoint, route, credentials), then start a new run.")
                        .asException(e);
            }
        });
    }
}
