package dev.landfall.mover.store;

import dev.landfall.model.failure.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Objects of a bucket, below a prefix. */
public final class S3Store implements ObjectStore {

    /** The run bucket expires what carries this tag: a rule's prefix cannot name the data folders of all runs. */
    private static final String DATA_TAG = "landfall=data";

    private static final String DATA_FOLDER = "/data/";

    private final S3Client client;
    private final String bucket;
    private final String prefix;

    /** The store closes the client. The prefix is empty or ends with a slash. */
    public S3Store(S3Client client, String bucket, String prefix) {
        this.client = client;
        this.bucket = bucket;
        this.prefix = prefix;
    }

    @Override
    public void put(String key, byte[] content, Sha256 digest) {
        call(
                "write " + key,
                () -> client.putObject(
                        request -> {
                            request.bucket(bucket).key(prefix + key).checksumSHA256(digest.base64());
                            if (key.contains(DATA_FOLDER)) {
                                request.tagging(DATA_TAG);
                            }
                        },
                        RequestBody.fromBytes(content)));
    }

    @Override
    public Optional<byte[]> get(String key) {
        try {
            return Optional.of(
                    client.getObjectAsBytes(request -> request.bucket(bucket).key(prefix + key))
                            .asByteArrayUnsafe());
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        } catch (SdkException e) {
            throw failure("read " + key, e);
        }
    }

    @Override
    public List<String> list(String keyPrefix, String after) {
        return call("list " + keyPrefix, () -> {
            var keys = new ArrayList<String>();
            var pages = client.listObjectsV2Paginator(request -> {
                request.bucket(bucket).prefix(prefix + keyPrefix);
                if (!after.isEmpty()) {
                    request.startAfter(prefix + after);
                }
            });
            for (S3Object object : pages.contents()) {
                keys.add(object.key().substring(prefix.length()));
            }
            return keys;
        });
    }

    @Override
    public void delete(String key) {
        call(
                "delete " + key,
                () -> client.deleteObject(request -> request.bucket(bucket).key(prefix + key)));
    }

    @Override
    public void close() {
        client.close();
    }

    private <T> T call(String attempt, Supplier<T> request) {
        try {
            return request.get();
        } catch (SdkException e) {
            throw failure(attempt, e);
        }
    }

    private RuntimeException failure(String attempt, SdkException cause) {
        return failure(bucket, attempt, cause);
    }

    /** What an error of S3 means for a person. */
    public static RuntimeException failure(String bucket, String attempt, SdkException cause) {
        return switch (cause) {
            case NoSuchBucketException gone ->
                Problem.operator(
                                "STORE_UNREACHABLE",
                                "There is no bucket " + bucket + ".",
                                "Check the bucket's name and region.")
                        .asException(gone);
            case S3Exception refused
            when refused.statusCode() / 100 == 4 && !refused.isThrottlingException() ->
                Problem.operator(
                                "STORE_REFUSED",
                                "The bucket " + bucket + " refused to " + attempt + ": HTTP " + refused.statusCode()
                                        + ", " + code(refused) + ".",
                                "Check that the mover's role may do that, and use the bucket's key.")
                        .asException(refused);
            default ->
                Problem.retry(
                                "STORE_UNREACHABLE",
                                "Could not " + attempt + " in the bucket " + bucket + " ("
                                        + cause.getClass().getSimpleName() + ").",
                                "Check the way to S3 (endpoint, route, credentials) and run again.")
                        .asException(cause);
        };
    }

    private static String code(S3Exception refused) {
        var details = refused.awsErrorDetails();
        return details == null ? "no code" : String.valueOf(details.errorCode());
    }
}
