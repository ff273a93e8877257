package dev.landfall.gateway.aws;

import dev.landfall.gateway.Change;
import dev.landfall.gateway.RunStore;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * The run bucket in S3. Problems: {@code STORE_UNREACHABLE} and {@code STORE_BUSY} may pass on retry;
 * {@code STORE_DENIED}, {@code STORE_MISSING} and {@code STORE_REFUSED} need a person.
 *
 * <p>A {@link #writeIfAbsent} whose answer got lost is repeated by the SDK and then finds its own object: it returns
 * UNCHANGED, so whoever has to know whether it was first writes something of its own and reads it back.
 */
public final class S3RunStore implements RunStore {

    private static final int PRECONDITION_FAILED = 412;
    private static final int CONFLICT = 409;
    private static final int CONFLICT_ATTEMPTS = 5;
    private static final Duration CONFLICT_PAUSE = Duration.ofMillis(50);

    private final S3Client client;
    private final String bucket;
    private final int pageSize;

    private S3RunStore(S3Client client, String bucket, int pageSize) {
        this.client = client;
        this.bucket = bucket;
        this.pageSize = pageSize;
    }

    /** The bucket in this account, with the credentials and region that the SDK finds. */
    public static S3RunStore inAws(String bucket) {
        return new S3RunStore(builder().build(), bucket, 1000);
    }

    /** A bucket of a local S3 server, which takes any credentials. */
    public static S3RunStore at(URI endpoint, String bucket) {
        var client = builder()
                .endpointOverride(endpoint)
                .forcePathStyle(true)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .build();
        return new S3RunStore(client, bucket, 1000);
    }

    /** The bucket as that connection reaches it. */
    public static S3RunStore through(AwsConnection connection, String bucket) {
        var client = connection.client(
                S3Client.builder().forcePathStyle(connection.endpoint().isPresent()));
        return new S3RunStore(client, bucket, 1000);
    }

    /** For a test that wants several pages without a thousand objects. */
    S3RunStore withPageSize(int keys) {
        return new S3RunStore(client, bucket, keys);
    }

    private static S3ClientBuilder builder() {
        return S3Client.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(Duration.ofSeconds(5))
                        .socketTimeout(Duration.ofSeconds(30)));
    }

    @Override
    public String location() {
        return "s3://" + bucket;
    }

    @Override
    public Optional<byte[]> read(String key) {
        return attempt("read " + key, () -> {
            try {
                return Optional.of(client.getObjectAsBytes(
                                request -> request.bucket(bucket).key(key))
                        .asByteArray());
            } catch (NoSuchKeyException e) {
                return Optional.empty();
            }
        });
    }

    @Override
    public Change write(String key, byte[] content) {
        var before = read(key);
        if (before.isPresent() && Arrays.equals(before.get(), content)) {
            return Change.UNCHANGED;
        }
        attempt("write " + key, () -> client.putObject(request(key).build(), RequestBody.fromBytes(content)));
        return before.isPresent() ? Change.UPDATED : Change.CREATED;
    }

    @Override
    public Change writeIfAbsent(String key, byte[] content) {
        return attempt("write " + key, () -> {
            for (var attempt = 1; ; attempt++) {
                try {
                    client.putObject(request(key).ifNoneMatch("*").build(), RequestBody.fromBytes(content));
                    return Change.CREATED;
                } catch (S3Exception e) {
                    if (e.statusCode() == PRECONDITION_FAILED) {
                        return Change.UNCHANGED;
                    }
                    // Another write of the same key is under way, and S3 does not say yet which of them is first.
                    if (e.statusCode() != CONFLICT || attempt == CONFLICT_ATTEMPTS) {
                        throw e;
                    }
                    pause();
                }
            }
        });
    }

    @Override
    public Change delete(String key) {
        return attempt("delete " + key, () -> {
            try {
                client.headObject(request -> request.bucket(bucket).key(key));
            } catch (NoSuchKeyException e) {
                return Change.UNCHANGED;
            }
            client.deleteObject(request -> request.bucket(bucket).key(key));
            return Change.REMOVED;
        });
    }

    @Override
    public List<String> list(String prefix) {
        return attempt(
                "list " + prefix,
                () -> client
                        .listObjectsV2Paginator(
                                request -> request.bucket(bucket).prefix(prefix).maxKeys(pageSize))
                        .contents()
                        .stream()
                        .map(S3Object::key)
                        .sorted()
                        .toList());
    }

    @Override
    public List<String> files(String prefix) {
        return attempt(
                "list " + prefix,
                () -> client
                        .listObjectsV2Paginator(request -> request.bucket(bucket)
                                .prefix(prefix)
                                .delimiter("/")
                                .maxKeys(pageSize))
                        .contents()
                        .stream()
                        .map(S3Object::key)
                        .sorted()
                        .toList());
    }

    @Override
    public List<String> folders(String prefix) {
        return attempt(
                "list " + prefix,
                () -> client
                        .listObjectsV2Paginator(request -> request.bucket(bucket)
                                .prefix(prefix)
                                .delimiter("/")
                                .maxKeys(pageSize))
                        .commonPrefixes()
                        .stream()
                        .map(CommonPrefix::prefix)
                        .map(folder -> folder.substring(prefix.length(), folder.length() - 1))
                        .sorted()
                        .toList());
    }

    private PutObjectRequest.Builder request(String key) {
        return PutObjectRequest.builder().bucket(bucket).key(key);
    }

    private <T> T attempt(String what, Supplier<T> work) {
        try {
            return work.get();
        } catch (SdkException e) {
            throw StoreProblem.of(location(), what, e).asException(e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(CONFLICT_PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for S3", e);
        }
    }
}
