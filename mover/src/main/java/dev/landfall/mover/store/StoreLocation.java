package dev.landfall.mover.store;

import dev.landfall.model.failure.Problem;
import java.net.URI;
import java.nio.file.Path;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;

/** {@code s3://bucket/prefix} or {@code file:///folder}. */
public sealed interface StoreLocation {

    /** A folder of this machine. */
    record Folder(Path path) implements StoreLocation {}

    /** A bucket; the prefix is empty or ends with a slash. */
    record Bucket(String name, String prefix) implements StoreLocation {}

    static StoreLocation parse(String text) {
        if (text.startsWith("file:///")) {
            return new Folder(Path.of(URI.create(text.replace(" ", "%20"))));
        }
        if (text.startsWith("s3://") && text.length() > "s3://".length()) {
            var rest = text.substring("s3://".length());
            var slash = rest.indexOf('/');
            var bucket = slash < 0 ? rest : rest.substring(0, slash);
            var prefix = slash < 0 ? "" : rest.substring(slash + 1);
            return new Bucket(bucket, prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/");
        }
        throw Problem.operator(
                        "STORE_NOT_UNDERSTOOD",
                        "The store \"" + text + "\" is neither s3://bucket/prefix nor file:///folder.",
                        "Write it in one of these forms.")
                .asException();
    }

    default ObjectStore open() {
        return switch (this) {
            case Folder folder -> FolderStore.own(folder.path());
            case Bucket bucket -> new S3Store(client(), bucket.name(), bucket.prefix());
        };
    }

    /** Honours AWS_ENDPOINT_URL_S3 and AWS_ENDPOINT_URL; with either, buckets are in the path. */
    static S3Client client() {
        var override = System.getenv("AWS_ENDPOINT_URL_S3") != null || System.getenv("AWS_ENDPOINT_URL") != null;
        return S3Client.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .forcePathStyle(override)
                .build();
    }
}
