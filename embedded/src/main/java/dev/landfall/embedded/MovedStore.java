package dev.landfall.embedded;

import dev.landfall.model.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The folder of an S3 server that was copied or moved: its program writes down where each object lies, so a copy would
 * read and write the objects of the original.
 */
final class MovedStore {

    private static final String BUCKET = "bucketMetadata.json";

    private MovedStore() {}

    /** Lets what is written there name this folder, where it names another. */
    static void settle(Path root) throws IOException {
        if (!Files.isDirectory(root)) {
            return;
        }
        List<Path> buckets;
        try (var entries = Files.list(root)) {
            buckets = entries.filter(bucket -> Files.exists(bucket.resolve(BUCKET)))
                    .toList();
        }
        for (var bucket : buckets) {
            var named = Json.MAPPER
                    .readTree(bucket.resolve(BUCKET).toFile())
                    .path("path")
                    .asText();
            var here = bucket.toUri().toString();
            if (!named.isEmpty() && !named.equals(here)) {
                rename(bucket, named, here);
            }
        }
    }

    /** The bucket's own file last: where it names this folder all others do. */
    private static void rename(Path bucket, String from, String to) throws IOException {
        try (var files = Files.walk(bucket)) {
            for (var file : files.filter(each -> each.toString().endsWith("Metadata.json"))
                    .filter(each -> !each.equals(bucket.resolve(BUCKET)))
                    .toList()) {
                replace(file, from, to);
            }
        }
        replace(bucket.resolve(BUCKET), from, to);
    }

    private static void replace(Path file, String from, String to) throws IOException {
        Files.writeString(file, Files.readString(file).replace("\"" + from, "\"" + to));
    }
}
