package dev.landfall.gateway.aws;

import dev.landfall.model.failure.Problem;
import java.util.Locale;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Tells what a person can mend from what passes by itself: {@code AWS_UNREACHABLE} may pass on
 * retry, {@code AWS_BUSY} is waited for, {@code AWS_DENIED} and {@code AWS_REFUSED} need a person. What it means that something does not exist is the
 * gateway's own to say.
 */
final class AwsProblem {

    private AwsProblem() {}

    /**
     * Does the work, its failure as a problem.
     *
     * @param attempt what was asked for, as in "could not …"
     */
    static <T> T guard(String attempt, Supplier<T> work) {
        try {
            return work.get();
        } catch (SdkException e) {
            throw of(attempt, e).asException(e);
        }
    }

    static Problem of(String attempt, SdkException failure) {
        if (!(failure instanceof AwsServiceException answer) || answer.awsErrorDetails() == null) {
            return Problem.retry(
                    "AWS_UNREACHABLE",
                    "Could not " + attempt + ": " + failure.getMessage() + ".",
                    "Check that the functions reach the service's endpoint (route, VPC endpoint, region), then run again.");
        }
        var details = answer.awsErrorDetails();
        var code = String.valueOf(details.errorCode());
        var seen = details.serviceName() + " answered " + code + " when asked to " + attempt + ": "
                + sentence(details.errorMessage());
        if (isDenied(code, answer.statusCode())) {
            return Problem.operator(
                    "AWS_DENIED",
                    seen,
                    "Allow this role that action on that resource; docs/permissions.md lists what each function needs."
                            + " Look at the permissions boundary, the resource's own policy and its KMS key too.");
        }
        if (answer.isThrottlingException()) {
            // The SDK has tried again for seconds already.
            return Problem.waiting("AWS_BUSY", seen, "Run again when others ask less of the account.");
        }
        if (answer.statusCode() >= 500) {
            return Problem.retry("AWS_UNREACHABLE", seen, "Run again when the service answers.");
        }
        return Problem.operator("AWS_REFUSED", seen, "Mend what the service names and run again.");
    }

    private static boolean isDenied(String code, int status) {
        var lower = code.toLowerCase(Locale.ROOT);
        return lower.startsWith("accessdenied")
                || lower.startsWith("authorizationerror")
                || lower.equals("unauthorizedoperation")
                || lower.equals("kmsaccessdenied")
                || status == 401
                || (status == 403 && !lower.contains("throttl"));
    }

    private static String sentence(@org.jspecify.annotations.Nullable String message) {
        var text = message == null || message.isBlank() ? "no reason given" : message.strip();
        return text.endsWith(".") ? text : text + ".";
    }
}
