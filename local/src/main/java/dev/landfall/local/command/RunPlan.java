package dev.landfall.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.model.Json;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/**
 * What a command starts.
 *
 * @param command the verb
 * @param machine {@code migrate} or {@code rollback}
 * @param noun for the run's id: {@code rehearsal}, {@code cutover} or {@code rollback}
 */
record RunPlan(String command, String machine, String noun, JsonNode input) {

    private static final String REQUESTED_BY = "operator@example.com";
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    static RunPlan rehearsal() {
        return new RunPlan("rehearse", "migrate", "rehearsal", Json.MAPPER.createObjectNode());
    }

    static RunPlan cutover() {
        return new RunPlan(
                "cutover",
                "migrate",
                "cutover",
                Json.MAPPER.valueToTree(Map.of("mode", "cutover", "requestedBy", REQUESTED_BY)));
    }

    static RunPlan rollback() {
        return new RunPlan(
                "rollback", "rollback", "rollback", Json.MAPPER.valueToTree(Map.of("requestedBy", REQUESTED_BY)));
    }

    String runId(Instant now) {
        return noun + "-" + MOMENT.format(now);
    }
}
