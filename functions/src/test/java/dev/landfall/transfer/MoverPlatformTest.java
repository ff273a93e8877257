package dev.landfall.transfer;

import static dev.landfall.model.Architecture.AMD64;
import static dev.landfall.model.Architecture.ARM64;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.landfall.gateway.ClusterNodes;
import dev.landfall.gateway.ClusterNodes.Nodes;
import dev.landfall.model.Architecture;
import dev.landfall.model.Json;
import dev.landfall.run.Configuration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MoverPlatformTest {

    private static final ClusterNodes NOBODY_ASKED = () -> {
        throw new AssertionError("the nodes were asked for");
    };

    /** {@code more} is JSON for the target. */
    static Configuration configuration(String more) {
        try {
            return Json.MAPPER.readValue(
                    "{\"domain\":\"retool.example.com\",\"target\":{\"cluster\":\"blueprint\"" + more + "}}",
                    Configuration.class);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whatTheNodesHaveIsTaken() {
        assertThat(ofNodes(Map.of(AMD64, 3))).isEqualTo(AMD64);
        assertThat(ofNodes(Map.of(ARM64, 2))).isEqualTo(ARM64);
    }

    @Test
    void ofTwoThatAreThereAmd64ComesFirst() {
        var chosen = MoverPlatform.of(configuration(""), new Nodes(Map.of(AMD64, 1, ARM64, 7), false));

        assertThat(chosen).isEqualTo(new MoverPlatform(AMD64, "which comes first where nodes of both are there"));
    }

    @Test
    void withoutANodeItIsWhatFargateHas() {
        assertThat(ofNodes(Map.of())).isEqualTo(AMD64);
    }

    @Test
    void whatTheConfigurationNamesIsTakenUnasked() {
        assertThat(MoverPlatform.of(configuration(",\"architecture\":\"arm64\""), NOBODY_ASKED)
                        .architecture())
                .isEqualTo(ARM64);
    }

    /** A cluster with pods on Fargate may have arm64 nodes for others. */
    @Test
    void fargateIsAmd64WhateverNodesThereAre() {
        var fargate = configuration(",\"oidcProvider\":\"oidc.eks.eu-west-1.amazonaws.com/id/0123\"");

        assertThat(MoverPlatform.of(fargate, NOBODY_ASKED).architecture()).isEqualTo(AMD64);
    }

    private static Architecture ofNodes(Map<Architecture, Integer> nodes) {
        return MoverPlatform.of(configuration(""), new Nodes(nodes, false)).architecture();
    }
}
