package dev.landfall.gateway.aws;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.model.Architecture;
import dev.landfall.model.failure.Problem;
import dev.landfall.model.rights.ResourceNames;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the stack tells its functions through environment variables.
 *
 * @param bucket of runs; holds {@code landfall.json} too
 * @param topicArn of mail to approvers
 * @param moverImages of the Kubernetes Job, for each architecture that one was built for; one at least
 * @param serviceAccount of the Kubernetes Job
 * @param jobRole ARN of the role that the service account's annotation names (IRSA); empty where EKS binds the two
 * @param pageUrl where the approval page answers
 * @param subnets that functions run in which reach the cluster or a database; none until the target stands
 */
record Deployment(
        String region,
        String bucket,
        StackKeys keys,
        String topicArn,
        Map<Architecture, String> moverImages,
        String serviceAccount,
        Optional<String> jobRole,
        Optional<String> pageUrl,
        List<String> subnets) {

    private static final List<String> REQUIRED = List.of(
            "AWS_REGION",
            "LANDFALL_BUCKET",
            "LANDFALL_KEY_ARN",
            "LANDFALL_TOKEN_KEY_ARN",
            "LANDFALL_FINGERPRINT_KEY_ARN",
            "LANDFALL_LINK_KEY_ARN",
            "LANDFALL_TOPIC_ARN",
            "LANDFALL_SERVICE_ACCOUNT");

    private static final String IMAGE = "LANDFALL_MOVER_IMAGE_";

    Deployment {
        moverImages = Map.copyOf(moverImages);
    }

    /** {@code DEPLOYMENT_INCOMPLETE} names every variable that is missing. */
    static Deployment of(Map<String, String> environment) {
        var images = images(environment);
        var missing = Stream.concat(
                        REQUIRED.stream()
                                .filter(name -> value(environment, name).isEmpty()),
                        images.isEmpty() ? Stream.of(IMAGE + Architecture.AMD64) : Stream.empty())
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
                new StackKeys(values.get(2), values.get(3), values.get(4), values.get(5)),
                values.get(6),
                images,
                values.get(7),
                value(environment, "LANDFALL_JOB_ROLE_ARN"),
                value(environment, "LANDFALL_PAGE_URL"),
                value(environment, "LANDFALL_SUBNETS").stream()
                        .flatMap(subnets -> Stream.of(subnets.split(",")))
                        .toList());
    }

    /** What the names in an ARN's pattern stand for here. */
    ResourceNames names(JsonNode landfall) {
        return ResourceNames.configured(landfall)
                .with("bucket", bucket)
                .with("key", keys.encryption())
                .with("tokenKey", keys.token())
                .with("fingerprintKey", keys.fingerprint())
                .with("linkKey", keys.link())
                .with("topic", topicArn);
    }

    private static Map<Architecture, String> images(Map<String, String> environment) {
        var images = new EnumMap<Architecture, String>(Architecture.class);
        for (var architecture : Architecture.values()) {
            value(environment, IMAGE + architecture).ifPresent(image -> images.put(architecture, image));
        }
        return images;
    }

    private static Optional<String> value(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }
}
