package dev.landfall.blueprint;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.landfall.model.Json;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The statement that lets the target's pods at the buckets of Retool Storage, for an IRSA role or a bucket policy. */
record StoragePolicy(Collection<String> buckets) {

    /** Empty where there is no bucket to work on. */
    Optional<String> text() {
        var named = buckets.stream()
                .filter(bucket -> bucket.matches("[a-z0-9.-]{3,63}"))
                .distinct()
                .sorted()
                .map(bucket -> "arn:aws:s3:::" + bucket)
                .toList();
        return named.isEmpty() ? Optional.empty() : Optional.of(policy(named));
    }

    private static String policy(List<String> arns) {
        var statement = List.of(
                statement(
                        List.of("s3:GetObject", "s3:PutObject", "s3:DeleteObject"),
                        arns.stream().map(arn -> arn + "/*").toList()),
                statement(List.of("s3:ListBucket", "s3:GetBucketLocation"), arns));
        try {
            return Json.MAPPER
                            .writerWithDefaultPrettyPrinter()
                            .writeValueAsString(new TreeMap<>(Map.of("Version", "2012-10-17", "Statement", statement)))
                    + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a policy always has a JSON form", e);
        }
    }

    private static Map<String, Object> statement(List<String> actions, List<String> resource) {
        return new TreeMap<>(Map.of("Effect", "Allow", "Action", actions, "Resource", resource));
    }
}
