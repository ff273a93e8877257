package dev.landfall.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.model.Json;
import dev.landfall.model.failure.Category;
import dev.landfall.model.failure.Problem;
import java.util.Optional;

/**
 * A state's failure as Step Functions tells it.
 *
 * @param error a problem's code, a class name, or one of Step Functions' own such as {@code States.Timeout}
 * @param cause a problem's text, Lambda's {@code {"errorMessage","errorType","stackTrace"}}, or any words
 */
public record Failure(String state, String error, String cause) {

    private static final String THEN = " Then ";

    /** The failure in a form to act on, wherever it came from. */
    public Problem problem() {
        var message = appended(cause).or(() -> lambdaMessage(cause)).orElse(cause);
        return Problem.parse(message).orElseGet(() -> of(message.strip()));
    }

    private Problem of(String message) {
        var words = message.isEmpty() ? "no reason was given" : withoutFullStop(message);
        return switch (error) {
            case "States.Timeout", "Lambda.ClientExecutionTimeoutException" ->
                Problem.retry(
                        "STATE_TIMED_OUT",
                        "The state " + state + " took longer than it may: " + words + ".",
                        "Look at what it waited for in the execution's history, and start again.");
            case "States.HeartbeatTimeout" ->
                Problem.retry(
                        "HEARTBEAT_LOST",
                        "Whoever worked for the state " + state + " has not been heard of for too long.",
                        "Look at the task's or the pod's own log, and start again.");
            case "States.TaskFailed", "States.Runtime", "States.DataLimitExceeded", "States.QueryEvaluationError" ->
                new Problem(
                        "STATE_FAILED",
                        Category.BUG,
                        "The state " + state + " failed with " + error + ": " + words + ".",
                        "Report this with the execution's history.");
            default -> other(words);
        };
    }

    private Problem other(String words) {
        if (error.startsWith("Lambda.") || error.equals("Sandbox.Timedout")) {
            return Problem.retry(
                    "FUNCTION_FAILED",
                    "The function of the state " + state + " did not answer (" + error + "): " + words + ".",
                    "Look at the function's log, and start again.");
        }
        if (error.startsWith("ECS.") || error.startsWith("Ecs.")) {
            return Problem.operator(
                    "TASK_NOT_STARTED",
                    "ECS did not start the task of the state " + state + " (" + error + "): " + words + ".",
                    "Mend what ECS names, and start again.");
        }
        return new Problem(
                "STATE_FAILED",
                Category.BUG,
                "The state " + state + " failed with " + (error.isBlank() ? "no error name" : error) + ": " + words
                        + ".",
                "Report this with the execution's history.");
    }

    private static String withoutFullStop(String words) {
        return words.endsWith(".") ? words.substring(0, words.length() - 1) : words;
    }

    private static Optional<String> lambdaMessage(String text) {
        if (!text.startsWith("{")) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(Json.MAPPER.readTree(text))
                    .map(tree -> tree.get("errorMessage"))
                    .filter(JsonNode::isTextual)
                    .map(JsonNode::asText);
        } catch (JsonProcessingException e) {
            // Words that happen to begin with a brace; they are shown as they are.
            return Optional.empty();
        }
    }

    /** The definitions append a later failure to the first one's cause: {@code <cause> Then <state> failed: <cause>}. */
    private static Optional<String> appended(String text) {
        int then = text.indexOf(THEN);
        while (then > 0) {
            var first = lambdaMessage(text.substring(0, then)).orElse(text.substring(0, then));
            int colon = text.indexOf(" failed: ", then);
            if (colon > 0 && Problem.parse(first).isPresent()) {
                var problem = Problem.parse(first).orElseThrow();
                var rest = text.substring(colon + " failed: ".length());
                var later = lambdaMessage(rest).orElse(rest);
                return Optional.of(new Problem(
                                problem.code(),
                                problem.category(),
                                problem.seen() + text.substring(then, colon) + " failed: " + later,
                                problem.remedy())
                        .text());
            }
            then = text.indexOf(THEN, then + 1);
        }
        return Optional.empty();
    }
}
