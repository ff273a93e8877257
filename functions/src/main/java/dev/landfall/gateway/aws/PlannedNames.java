package dev.landfall.gateway.aws;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.model.MoverSize;
import java.util.List;
import java.util.Optional;

/**
 * What a run's plan names in AWS: the gateways are bound to it.
 *
 * @param tree the plan's configuration
 */
record PlannedNames(JsonNode tree) {

    private static final String DEFAULT_RELEASE = "retool";

    String domain() {
        return tree.path("domain").asText();
    }

    String sourceCluster() {
        return tree.at("/source/cluster").asText();
    }

    List<String> sourceServices() {
        return texts("/source/services");
    }

    /** Empty where none are named: then whatever starts tasks on the cluster counts. */
    Optional<List<String>> sourceSchedules() {
        return Optional.of(texts("/source/schedules"))
                .filter(schedules -> !tree.at("/source/schedules").isMissingNode());
    }

    /** What the mover's Jobs get. */
    MoverSize moverSize() {
        return new MoverSize(tree.at("/mover/cpu").asInt(MoverSize.USUAL.cpu()));
    }

    /** Workers of each mover. */
    int moverJobs() {
        return tree.at("/database/jobs").asInt(MoverSize.USUAL_JOBS);
    }

    String targetCluster() {
        return tree.at("/target/cluster").asText();
    }

    Optional<String> namespace() {
        return text("/target/namespace");
    }

    /** The Helm release's name. */
    String release() {
        return text("/target/release").orElse(DEFAULT_RELEASE);
    }

    Optional<String> zoneId() {
        return text("/dns/zoneId");
    }

    List<String> publicResolvers() {
        return texts("/dns/publicResolvers");
    }

    private Optional<String> text(String pointer) {
        return Optional.of(tree.at(pointer).asText("")).filter(text -> !text.isEmpty());
    }

    private List<String> texts(String pointer) {
        return tree.at(pointer).valueStream().map(JsonNode::asText).toList();
    }
}
