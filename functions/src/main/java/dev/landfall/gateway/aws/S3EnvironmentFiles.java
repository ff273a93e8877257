package dev.landfall.gateway.aws;

import dev.landfall.gateway.EnvironmentFiles;
import dev.landfall.gateway.SecretText;
import dev.landfall.model.failure.LandfallException;
import dev.landfall.model.failure.Problem;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Environment files in S3, by the ARNs that task definitions name. */
public final class S3EnvironmentFiles implements EnvironmentFiles {

    private static final Pattern ARN = Pattern.compile("arn:[^:]+:s3:::([^/]+)/(.+)");

    private final Supplier<S3Client> s3;

    public S3EnvironmentFiles(AwsConnection connection) {
        // An emulator has no name for each bucket.
        s3 = new Later<>(() -> connection.client(
                S3Client.builder().forcePathStyle(connection.endpoint().isPresent())));
    }

    @Override
    public SecretText read(String arn) {
        var parts = ARN.matcher(arn);
        if (!parts.matches()) {
            throw unreadable(arn, "is not the ARN of an object in S3", null);
        }
        return AwsProblem.guard("read the environment file " + arn, () -> {
            try {
                return SecretText.of(s3.get()
                        .getObjectAsBytes(
                                request -> request.bucket(parts.group(1)).key(parts.group(2)))
                        .asByteArray());
            } catch (S3Exception e) {
                switch (e.statusCode()) {
                    case 404 -> throw unreadable(arn, "does not exist", e);
                    // S3 says the same of an object that is not there to a role that may not list the bucket.
                    case 403 -> throw unreadable(arn, "does not exist, or this role lacks s3:GetObject on it", e);
                    default -> throw e;
                }
            }
        });
    }

    private static LandfallException unreadable(String arn, String why, @Nullable Throwable cause) {
        return Problem.operator(
                        "ENVIRONMENT_FILE_UNREADABLE",
                        "The environment file " + arn + " " + why + ".",
                        "Name it in deployment.access.environmentFiles of landfall.json and deploy; check the task definition and the bucket's policy and key, and that the file was not deleted.")
                .asException(cause);
    }
}
