package dev.landfall.infra.iam;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;

/** What identities are allowed in a deployment, statement by statement. */
record Statements(Deployed deployed) {

    /** One that allows. */
    record Allowed(List<String> actions, List<String> resources, JsonNode condition) {}

    Stream<Allowed> all() {
        return Stream.concat(
                        Stream.of("AWS::IAM::Policy", "AWS::IAM::ManagedPolicy")
                                .flatMap(deployed::all)
                                .map(policy -> policy.properties().path("PolicyDocument")),
                        deployed.all("AWS::IAM::Role")
                                .flatMap(role ->
                                        role.properties().path("Policies").valueStream())
                                .map(inline -> inline.path("PolicyDocument")))
                .flatMap(document -> document.path("Statement").valueStream())
                .filter(statement -> statement.path("Effect").asText().equals("Allow"))
                .map(statement -> new Allowed(
                        texts(statement.path("Action")),
                        texts(statement.path("Resource")),
                        statement.path("Condition")));
    }

    private static List<String> texts(JsonNode oneOrMany) {
        return (oneOrMany.isArray() ? oneOrMany.valueStream() : Stream.of(oneOrMany))
                .map(JsonNode::asText)
                .toList();
    }
}
