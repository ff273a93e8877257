package dev.landfall.preflight;

import static dev.landfall.model.Architecture.AMD64;
import static dev.landfall.model.Architecture.ARM64;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.landfall.gateway.ClusterNodes.Nodes;
import dev.landfall.model.Json;
import dev.landfall.preflight.PreflightReport.Check;
import dev.landfall.preflight.PreflightReport.Result;
import dev.landfall.run.Configuration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ArchitectureCheckTest {

    private static final String ARM = ",\"architecture\":\"arm64\"";
    private static final Nodes FIXED = new Nodes(Map.of(AMD64, 3), false);

    @Test
    void whatWasFoundAndChosenIsTold() {
        var check = check("", new Nodes(Map.of(AMD64, 3, ARM64, 1), false), false);

        assertThat(check.result()).isEqualTo(Result.OK);
        assertThat(check.seen())
                .isEqualTo(
                        "The cluster's EC2 nodes are 3 amd64, 1 arm64; the mover's Jobs take amd64, which comes first"
                                + " where nodes of both are there.");
    }

    @Test
    void namedOneThatNoNodeHasBlocks() {
        var check = check(ARM, FIXED, false);

        assertThat(check.result()).isEqualTo(Result.BLOCKER);
        assertThat(check.seen()).contains("3 amd64", "take arm64, as target.architecture says", "no node has it");
        assertThat(check.remedy().orElseThrow()).contains("target.architecture");
    }

    @Test
    void nodeThatCanStillBeBroughtIsAWarning() {
        assertThat(check(ARM, new Nodes(Map.of(AMD64, 3), true), false).result())
                .as("Karpenter or Auto Mode")
                .isEqualTo(Result.WARNING);
        assertThat(check(ARM, new Nodes(Map.of(), false), false).result())
                .as("a node pool at zero")
                .isEqualTo(Result.WARNING);
    }

    @Test
    void podThatRanProvesItsNode() {
        assertThat(check(ARM, FIXED, true).result()).isEqualTo(Result.OK);
    }

    @Test
    void namedOneThatANodeHasIsSound() {
        assertThat(check(ARM, new Nodes(Map.of(ARM64, 1), false), false).result())
                .isEqualTo(Result.OK);
    }

    @Test
    void fargateNeedsNoNode() {
        var fargate = ",\"oidcProvider\":\"oidc.eks.eu-west-1.amazonaws.com/id/0123\"";

        assertThat(check(fargate, new Nodes(Map.of(ARM64, 2), false), false))
                .satisfies(check -> assertThat(check.result()).isEqualTo(Result.OK))
                .satisfies(check -> assertThat(check.seen()).contains("take amd64", "Fargate"));
    }

    private static Check check(String target, Nodes nodes, boolean ran) {
        try {
            var configuration = Json.MAPPER.readValue(
                    "{\"domain\":\"retool.example.com\",\"target\":{\"cluster\":\"blueprint\"" + target + "}}",
                    Configuration.class);
            return ArchitectureCheck.check(configuration, nodes, ran);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
