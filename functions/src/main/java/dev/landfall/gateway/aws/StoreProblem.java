package dev.landfall.gateway.aws;

import dev.landfall.model.failure.Problem;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Tells what a person can mend from what passes by itself. */
final class StoreProblem {

    private StoreProblem() {}

    static Problem of(String location, String attempt, SdkException failure) {
        if (!(failure instanceof S3Exception answer)) {
            return Problem.retry(
                    "STORE_UNREACHABLE",
                    "Could not " + attempt + " in " + location + ": " + failure.getMessage() + ".",
                    "Check the network and the endpoint of S3, then run again.");
        }
        var seen = "S3 answered " + answer.statusCode() + " " + code(answer) + " when asked to " + attempt + " in "
                + location + ".";
        if (answer instanceof NoSuchBucketException || "NoSuchBucket".equals(code(answer))) {
            return Problem.operator("STORE_MISSING", seen, "Deploy the stack, or name the bucket that it made.");
        }
        if (answer.statusCode() == 401 || answer.statusCode() == 403) {
            return Problem.operator(
                    "STORE_DENIED",
                    seen,
                    "Allow this role the bucket and its KMS key, and read the bucket's policy for a denial.");
        }
        if (answer.statusCode() == 409) {
            return Problem.retry("STORE_BUSY", seen, "Run again: another write of the same key was under way.");
        }
        if (answer.statusCode() == 429 || answer.statusCode() >= 500) {
            return Problem.retry("STORE_UNREACHABLE", seen, "Run again when S3 answers.");
        }
        return Problem.operator("STORE_REFUSED", seen, "Mend what S3 names and run again.");
    }

    private static String code(S3Exception answer) {
        var details = answer.awsErrorDetails();
        return details == null || details.errorCode() == null ? "without a code" : details.errorCode();
    }
}
