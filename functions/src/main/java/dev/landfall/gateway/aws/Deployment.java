package dev.landfall.gateway.aws;

import dev.landfall.model.failure.Problem;
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
 * @param subnets that functions run in which reach the cluster or a database; none until the target stands
 */
record Deployment(
        String region,
        String bucket,
        StackKeys keys,
        String topicArn,
        String moverImage,
        String serviceAccount,
        Optional<String> pageUrl,
        List<String> subnets) {

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
                value(environment, "LANDFALL_PAGE_URL"),
                value(environment, "LANDFALL_SUBNETS").stream()
                        .flatMap(subnets -> Stream.of(subnets.split(",")))
                        .toList());
    }

    private static Optional<String> value(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }
}
