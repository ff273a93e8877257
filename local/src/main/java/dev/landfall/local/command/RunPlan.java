package dev.landfall.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.landfall.model.Json;
import dev.landfall.model.failure.Problem;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;

/**
 * What a command starts.
 *
 * @param command the verb
 * @param machine {@code capture}, {@code migrate} or {@code rollback}
 * @param noun for the run's id: {@code rehearsal}, {@code preflight}, {@code cutover} or {@code rollback}
 */
record RunPlan(String command, String machine, String noun, JsonNode input) {

    private static final String REQUESTED_BY = "operator@example.com";
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    static RunPlan rehearsal() {
        return new RunPlan("rehearse", "migrate", "rehearsal", Json.MAPPER.createObjectNode());
    }

    static RunPlan capture() {
        return new RunPlan("capture", "capture", "capture", Json.MAPPER.createObjectNode());
    }

    static RunPlan preflight() {
        return new RunPlan("preflight", "migrate", "preflight", Json.MAPPER.valueToTree(Map.of("mode", "preflight")));
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

    /** The same, asked for by somebody; {@code USAGE} where nobody is named for what needs it. */
    RunPlan requestedBy(Optional<String> mail) {
        if (!input.has("requestedBy")) {
            return this;
        }
        var named = mail.orElseThrow(() -> Problem.operator(
                        "USAGE",
                        "A " + noun + " names who asks for it: that person cannot be its only approver.",
                        "Give --requested-by you@example.com.")
                .asException());
        var own = input.<ObjectNode>deepCopy();
        own.put("requestedBy", named);
        return new RunPlan(command, machine, noun, own);
    }

    /** The same, which may replace what users wrote on the target during a cutover that took itself back. */
    RunPlan discarding(Optional<String> cutover) {
        if (cutover.isEmpty()) {
            return this;
        }
        var own = input.<ObjectNode>deepCopy();
        own.put("discard", cutover.get());
        return new RunPlan(command, machine, noun, own);
    }

    /** Of the run that is started in the place of another. */
    static String again(String runId, Instant now) {
        return runId.replaceAll("-\\d{8}-\\d{6}$", "") + "-" + MOMENT.format(now);
    }

    String runId(Instant now) {
        return noun + "-" + MOMENT.format(now);
    }
}
