package dev.landfall.model.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.model.Architecture;
import java.util.stream.Stream;

/** EKS runs pods on Fargate on amd64 only: one key forbids a value of another, which the schema would word badly. */
final class ArchitectureRule {

    private ArchitectureRule() {}

    static Stream<Mistake> mistakes(JsonNode configuration) {
        var target = configuration.path("target");
        boolean arm = target.path("architecture").asText().equals(Architecture.ARM64.word());
        if (!arm || target.path("oidcProvider").isMissingNode()) {
            return Stream.empty();
        }
        return Stream.of(new Mistake(
                "$.target.architecture",
                "\"arm64\" with target.oidcProvider",
                "amd64, because EKS has no arm64 for pods on Fargate",
                "Leave target.architecture out, or target.oidcProvider where the pods run on nodes"));
    }
}
