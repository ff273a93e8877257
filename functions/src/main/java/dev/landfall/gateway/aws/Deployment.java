package dev.landfall.gateway.aws;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.model.failure.Problem;
import dev.landfall.model.rights.ResourceNames;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the stack tells its functions through environment variables.
 *
 * @param bucket of runs; holds {@code landfall.json} too
 * @param topicArn of mail to approvers
 * @param moverImage of the Kubernetes Job
 * @param serviceAccount of the Kubernetes Job
 * @param pageUrl where the approval page answers
 */
record Deployment(
        String region,
        String bucket,
        StackKeys keys,
        String topicArn,
        String moverImage,
        String serviceAccount,
        Optional<String> pageUrl) {

    private static final List<String> REQUIRED = List.of(
            "AWS_REGION",
            "LANDFALL_BUCKET",
            "LANDFALL_KEY_ARN",
            "LANDFALL_FINGERPRINT_KEY_ARN",
            "LANDFALL_LINK_KEY_ARN",
            "LANDFALL_TOPIC_ARN",
            "LANDFALL_MOVER_IMAGE",
            "LANDFALL_SERVICE_ACCOUNT");

    /** {@code DEPLOYMENT_INCOMPLETE} names every variable that is missing. */
    static Deployment of(Map<String, String> environment) {
        var missing = REQUIRED.stream()
                .filter(name -> value(environment, name).isEmpty())
                .toList();
        if (!missing.isEmpty()) {
            throw Problem.operator(
                            "DEPLOYMENT_INCOMPLETE",
                            "The function has no " + String.join(", ", missing) + ".",
                            "Deploy the stack again; it sets these variables.")
                    .asException();
        }
        var values = REQUIRED.stream()
                .flatMap(name -> Stream.ofNullable(environment.get(name)))
                .toList();
        return new Deployment(
                values.get(0),
                values.get(1),
                new StackKeys(values.get(2), values.get(3), values.get(4)),
                values.get(5),
                values.get(6),
                values.get(7),
                value(environment, "LANDFALL_PAGE_URL"));
    }

    /** What the names in an ARN's pattern stand for here. */
    ResourceNames names(JsonNode landfall) {
        return ResourceNames.configured(landfall)
                .with("bucket", bucket)
                .with("key", keys.encryption())
                .with("fingerprintKey", keys.fingerprint())
                .with("linkKey", keys.link())
                .with("topic", topicArn);
    }

    private static Optional<String> value(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }
}
