package dev.landfall.blueprint;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.landfall.gateway.SecretText;
import dev.landfall.model.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The statement that lets the target's pods at the bucket of Retool Storage, for an IRSA role or a bucket policy. */
record StoragePolicy(KitSettings settings) {

    /** Empty where the source names no bucket. */
    Optional<String> text() {
        return settings.value("RR_DEFAULT_S3_BUCKET")
                .map(SecretText::reveal)
                .map(String::strip)
                .filter(bucket -> bucket.matches("[a-z0-9.-]{3,63}"))
                .map(StoragePolicy::policy);
    }

    private static String policy(String bucket) {
        var arn = "arn:aws:s3:::" + bucket;
        var statement = List.of(
                statement(List.of("s3:GetObject", "s3:PutObject", "s3:DeleteObject"), arn + "/*"),
                statement(List.of("s3:ListBucket", "s3:GetBucketLocation"), arn));
        try {
            return Json.MAPPER
                            .writerWithDefaultPrettyPrinter()
                            .writeValueAsString(new TreeMap<>(Map.of("Version", "2012-10-17", "Statement", statement)))
                    + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a policy always has a JSON form", e);
        }
    }

    private static Map<String, Object> statement(List<String> actions, String resource) {
        return new TreeMap<>(Map.of("Effect", "Allow", "Action", actions, "Resource", resource));
    }
}
