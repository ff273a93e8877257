package dev.landfall.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.model.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** CloudFormation takes 4,096 bytes of a custom resource's answer, and a cluster's description alone is more. */
class AccountCallsTest {

    private static final List<String> CALLS = List.of("Create", "Update", "Delete");

    @Test
    void everyCallNamesWhatOfItsAnswerCounts() {
        var unbounded = new ArrayList<String>();
        int seen = 0;
        for (var configuration : SampleConfiguration.values()) {
            for (var resource : customResources(configuration).toList()) {
                for (var call : CALLS) {
                    var text = text(resource.at("/Properties/" + call));
                    if (!text.isEmpty()) {
                        seen++;
                        if (!text.matches("(?s).*\"outputPaths\":\\[\"[^]]+].*")) {
                            unbounded.add(configuration + ": " + call + " " + text);
                        }
                    }
                }
            }
        }

        assertThat(unbounded).isEmpty();
        assertThat(seen)
                .as("two calls for the configuration in each, two for the network in some")
                .isGreaterThan(8);
    }

    private static Stream<JsonNode> customResources(SampleConfiguration configuration) {
        return configuration.assembly().getStacks().stream()
                .flatMap(stack -> Json.MAPPER
                        .<JsonNode>valueToTree(stack.getTemplate())
                        .path("Resources")
                        .valueStream())
                .filter(resource -> resource.path("Type").asText().equals("Custom::AWS"));
    }

    /** JSON in a text, in pieces where it holds values of the deployment. */
    private static String text(JsonNode call) {
        return call.isTextual()
                ? call.asText()
                : String.join(
                        "",
                        call.at("/Fn::Join/1")
                                .valueStream()
                                .map(JsonNode::asText)
                                .toList());
    }
}
