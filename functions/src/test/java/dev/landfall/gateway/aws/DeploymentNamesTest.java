package dev.landfall.gateway.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.model.Json;
import dev.landfall.model.rights.AwsResource;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DeploymentNamesTest {

    /** What every stack and the asking function itself know. */
    private static final List<String> KNOWN_ANYHOW = List.of("region", "account", "ownRole");

    /** A name that only the deployment knows would leave a function's right out of what it asks about. */
    @Test
    void functionKnowsEveryNameThatItsRightsAreGrantedBy() throws Exception {
        var deployment = Deployment.of(Map.of(
                "AWS_REGION", "eu-west-1",
                "LANDFALL_BUCKET", "runs",
                "LANDFALL_KEY_ARN", "arn:key",
                "LANDFALL_TOKEN_KEY_ARN", "arn:token",
                "LANDFALL_FINGERPRINT_KEY_ARN", "arn:fingerprint",
                "LANDFALL_LINK_KEY_ARN", "arn:link",
                "LANDFALL_TOPIC_ARN", "arn:topic",
                "LANDFALL_MOVER_IMAGE_AMD64", "image",
                "LANDFALL_SERVICE_ACCOUNT", "landfall-mover"));
        var known = new HashSet<>(
                deployment.names(Json.MAPPER.readTree("{}")).values().keySet());
        known.addAll(KNOWN_ANYHOW);

        assertThat(Arrays.stream(AwsResource.values())
                        .flatMap(resource -> Pattern.compile("\\{(\\w+)}")
                                .matcher(resource.pattern())
                                .results())
                        .map(found -> found.group(1))
                        .collect(Collectors.toSet()))
                .isNotEmpty()
                .isSubsetOf(known);
    }
}
