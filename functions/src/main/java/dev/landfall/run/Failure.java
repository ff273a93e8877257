package dev.landfall.run;

import dev.landfall.model.failure.Category;
import dev.landfall.model.failure.Problem;

/**
 * A state's failure as Step Functions tells it.
 *
 * @param error a problem's code, a class name, or one of Step Functions' own such as {@code States.Timeout}
 * @param cause a problem's text, Lambda's {@code {"errorMessage","errorType","stackTrace"}}, or any words
 */
public record Failure(String state, String error, String cause) {

    /** The failure in a form to act on, wherever it came from. */
    public Problem problem() {
        var chain = FailureChain.of(cause);
        var first =
                Problem.parse(chain.first()).orElseGet(() -> of(chain.first().strip()));
        return new Problem(first.code(), first.category(), first.seen() + chain.later(), first.remedy());
    }

    /** The same failure by another reason for it; what failed afterwards stays. */
    public Failure because(Problem reason) {
        return new Failure(
                state, reason.code(), reason.text() + FailureChain.of(cause).later());
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
}
