package dev.landfall.model.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;

/** Go-live must not need more people than there are: a comparison of two values, which JSON Schema cannot state. */
final class PeopleRule {

    private PeopleRule() {}

    static Stream<Mistake> mistakes(JsonNode configuration) {
        var approvals = configuration.path("approvals");
        int needed = approvals.path("goLivePeople").asInt(2);
        int there = approvals.path("approvers").size();
        if (there == 0 || there >= needed) {
            return Stream.empty();
        }
        return Stream.of(new Mistake(
                "$.approvals.approvers",
                there + (there == 1 ? " address" : " addresses"),
                "at least " + needed + ", because go-live needs that many different people",
                "Name more approvers, or set approvals.goLivePeople to " + there));
    }
}
