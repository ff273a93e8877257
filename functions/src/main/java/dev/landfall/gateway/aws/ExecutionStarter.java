package dev.landfall.gateway.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.model.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Who started an execution, from CloudTrail's record of {@code StartExecution}. Only names that AWS gives count: an IAM
 * user's, and that of a person of IAM Identity Center, who comes under a role {@code AWSReservedSSO_…} with the own name
 * as the session's. The session name of any other role is what its caller chose.
 */
record ExecutionStarter(SignedApi trail) {

    /** The record is of the second in which Step Functions took the call; clocks may differ a little. */
    private static final Duration AROUND = Duration.ofMinutes(2);

    private static final int MOST_PAGES = 5;

    private static final Pattern PERSON =
            Pattern.compile("arn:[a-z-]+:sts::\\d{12}:assumed-role/AWSReservedSSO_[^/]+/([^/]+)");

    /** Empty where no record has come yet, or where it names nobody for certain. */
    Optional<String> of(String executionArn, Instant started) {
        var question = Json.MAPPER.createObjectNode();
        question.putArray("LookupAttributes")
                .addObject()
                .put("AttributeKey", "EventName")
                .put("AttributeValue", "StartExecution");
        question.put("StartTime", started.minus(AROUND).getEpochSecond());
        question.put("EndTime", started.plus(AROUND).getEpochSecond());
        for (int page = 0; page < MOST_PAGES; page++) {
            var answer = trail.json("LookupEvents", question);
            var found = answer.path("Events")
                    .valueStream()
                    .map(event -> parsed(event.path("CloudTrailEvent").asText()))
                    .filter(event ->
                            event.at("/responseElements/executionArn").asText().equals(executionArn))
                    .findFirst();
            if (found.isPresent()) {
                return found.flatMap(event -> name(event.path("userIdentity")));
            }
            var next = answer.path("NextToken").asText("");
            if (next.isEmpty()) {
                return Optional.empty();
            }
            question.put("NextToken", next);
        }
        return Optional.empty();
    }

    private static JsonNode parsed(String event) {
        try {
            return Json.MAPPER.readTree(event);
        } catch (JsonProcessingException e) {
            // One record that cannot be read names nobody.
            return Json.MAPPER.createObjectNode();
        }
    }

    private static Optional<String> name(JsonNode identity) {
        return switch (identity.path("type").asText()) {
            case "IAMUser" -> Optional.of(identity.path("userName").asText()).filter(name -> !name.isEmpty());
            case "AssumedRole" -> {
                var person = PERSON.matcher(identity.path("arn").asText());
                yield person.matches() ? Optional.of(person.group(1)) : Optional.empty();
            }
            default -> Optional.empty();
        };
    }
}
