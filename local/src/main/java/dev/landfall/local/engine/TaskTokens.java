package dev.landfall.local.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.model.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/** The task tokens that an engine gave out, and the three answers to them. Safe for use by several threads. */
public final class TaskTokens {

    /** AWS's limit for an output and for the state's data. */
    public static final int LONGEST_OUTPUT_BYTES = 262_144;

    private static final String PREFIX = "landfall-task:";

    /** The task behind a token. Each method returns false when it is too late. */
    public interface PendingTask {
        boolean succeed(JsonNode output);

        boolean fail(Optional<String> error, Optional<String> cause);

        boolean heartbeat();
    }

    private final Map<String, PendingTask> tasks = new ConcurrentHashMap<>();
    private final RandomGenerator random;

    TaskTokens(RandomGenerator random) {
        this.random = random;
    }

    /** Gives out a new token. Tokens of ended tasks stay known, to tell late answers from wrong ones. */
    public String issue(PendingTask task) {
        var bytes = (PREFIX + Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong()))
                .getBytes(StandardCharsets.UTF_8);
        var token = Base64.getUrlEncoder().encodeToString(bytes);
        tasks.put(token, task);
        return token;
    }

    /**
     * Answers the task with its result.
     *
     * @param outputJson becomes the result of the waiting task
     * @throws TokenRejected where the token or the output is not taken
     */
    public void sendTaskSuccess(String token, String outputJson) {
        var task = find(token);
        timely(task.succeed(parse(outputJson)));
    }

    public void sendTaskFailure(String token, Optional<String> error, Optional<String> cause) {
        timely(find(token).fail(error, cause));
    }

    /** Starts the waiting task's heartbeat interval anew. */
    public void sendTaskHeartbeat(String token) {
        timely(find(token).heartbeat());
    }

    private static JsonNode parse(String outputJson) {
        if (outputJson.getBytes(StandardCharsets.UTF_8).length > LONGEST_OUTPUT_BYTES) {
            throw new TokenRejected(
                    TokenRejected.Reason.InvalidOutput, "The output is longer than " + LONGEST_OUTPUT_BYTES + " bytes");
        }
        try {
            var output = Json.MAPPER.readTree(outputJson);
            if (!output.isMissingNode()) {
                return output;
            }
        } catch (JsonProcessingException notJson) {
            // Reported below, together with an empty text.
        }
        throw new TokenRejected(TokenRejected.Reason.InvalidOutput, "Invalid Output: the output is not JSON");
    }

    private PendingTask find(String token) {
        var task = tasks.get(token);
        if (task != null) {
            return task;
        }
        if (isToken(token)) {
            throw new TokenRejected(TokenRejected.Reason.TaskDoesNotExist, "Task does not exist");
        }
        throw new TokenRejected(TokenRejected.Reason.InvalidToken, "Invalid Token: 'Invalid token'");
    }

    private static boolean isToken(String text) {
        try {
            return new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).startsWith(PREFIX);
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    private static void timely(boolean taken) {
        if (!taken) {
            throw new TokenRejected(
                    TokenRejected.Reason.TaskTimedOut, "Task Timed Out: 'Provided task does not exist anymore'");
        }
    }
}
