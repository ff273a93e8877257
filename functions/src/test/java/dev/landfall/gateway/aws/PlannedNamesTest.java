package dev.landfall.gateway.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.model.Json;
import dev.landfall.model.failure.BugException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A function's gateways reach what its run's plan names; no store is there to read anything else from. */
class PlannedNamesTest {

    private static final Map<String, String> ENVIRONMENT = Map.of(
            "AWS_REGION", "us-east-1",
            "LANDFALL_BUCKET", "runs",
            "LANDFALL_KEY_ARN", "key",
            "LANDFALL_FINGERPRINT_KEY_ARN", "fingerprint",
            "LANDFALL_LINK_KEY_ARN", "link",
            "LANDFALL_TOKEN_KEY_ARN", "tokens",
            "LANDFALL_TOPIC_ARN", "topic",
            "LANDFALL_SERVICE_ACCOUNT", "mover",
            "LANDFALL_MOVER_IMAGE_AMD64", "image");

    private static JsonNode plan(String cluster) throws JsonProcessingException {
        return Json.MAPPER.readTree("{\"domain\":\"retool.example.com\",\"source\":{\"cluster\":\"" + cluster
                + "\",\"services\":[\"main\"]},\"target\":{\"cluster\":\"eks\"}}");
    }

    @Test
    void gatewaysAreBoundToEachRunsOwnPlan() throws JsonProcessingException {
        var gateways = new AwsGatewayProvider().gateways(ENVIRONMENT);

        assertThat(gateways.boundTo(plan("first")).source().name()).isEqualTo("first");
        assertThat(gateways.boundTo(plan("second")).source().name())
                .as("a function that stayed warm through a deployment")
                .isEqualTo("second");
    }

    @Test
    void nothingIsReachedBeforeThereIsAPlan() {
        var gateways = new AwsGatewayProvider().gateways(ENVIRONMENT);

        assertThatThrownBy(() -> gateways.source().name())
                .isInstanceOf(BugException.class)
                .hasMessageContaining("PLAN_NOT_BOUND");
    }
}
