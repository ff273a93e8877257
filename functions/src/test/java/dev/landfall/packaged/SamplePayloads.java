package dev.landfall.packaged;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.landfall.model.Json;
import dev.landfall.model.definition.DefinitionFile;
import dev.landfall.run.ConfigurationFile;
import dev.landfall.run.FrozenPlan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The Payload that each state of the definitions sends, with samples in the place of its expressions. */
final class SamplePayloads {

    static final String RUN = "packaged-1";
    static final String EXECUTION = "arn:aws:states:us-east-1:123456789012:execution:landfall-migrate:" + RUN;
    private static final String MACHINES = "statemachine";

    private static final Map<String, JsonNode> SAMPLES = Map.ofEntries(
            Map.entry("$states.context.Execution.Name", text(RUN)),
            Map.entry("$states.context.Execution.Id", text(EXECUTION)),
            Map.entry("$states.context.Execution.StartTime", text("2026-11-20T12:00:00.000Z")),
            Map.entry("$states.context.Execution.Input", Json.MAPPER.createObjectNode()),
            Map.entry("$states.context.Task.Token", text("marked-task-token")),
            Map.entry("$states.input.name", text("app")),
            Map.entry("$states.input.sealKey", text("00".repeat(32))),
            Map.entry("$states.input.dumped", digests().put("manifest", "m")),
            Map.entry("$states.input.restored", digests()),
            Map.entry("$compared", Json.MAPPER.createArrayNode()),
            Map.entry("$proofs", Json.MAPPER.createArrayNode()),
            Map.entry("$states.input.state", text("CopyDatabase")),
            Map.entry("$states.input.error", text("States.HeartbeatTimeout")),
            Map.entry("$states.input.cause", text("")),
            Map.entry("$run.runId", text(RUN)),
            Map.entry("$run.cutoverRunId", text(RUN)),
            Map.entry("$run.planDigest", text("0".repeat(64))),
            Map.entry("$run.plan", plan()),
            Map.entry("$run.gated", BooleanNode.FALSE),
            Map.entry("$failure", NullNode.getInstance()),
            Map.entry(
                    "$uncounted",
                    Json.MAPPER
                            .createObjectNode()
                            .put("state", "MeasureDivergence")
                            .put("error", "States.Timeout")
                            .put("cause", "")),
            Map.entry("$functions", Json.MAPPER.createArrayNode()),
            Map.entry(
                    "$podFailure",
                    Json.MAPPER
                            .createObjectNode()
                            .put("state", "ProbePod")
                            .put("error", "States.Timeout")
                            .put("cause", "")));

    private SamplePayloads() {}

    /** As OpenRun gives it to the state machine. */
    private static JsonNode plan() {
        return Json.MAPPER.valueToTree(
                FrozenPlan.now(RUN, ConfigurationFile.parse(MotoStack.CONFIGURATION.getBytes(StandardCharsets.UTF_8))));
    }

    private static ObjectNode digests() {
        return Json.MAPPER.createObjectNode().put("plan", "p").put("data", "d");
    }

    /** By the name of the function. */
    static Map<String, String> read(Path root) throws IOException {
        var payloads = new TreeMap<String, String>();
        DefinitionFile.in(root.resolve(MACHINES)).values().forEach(machine -> collect(machine, payloads));
        return payloads;
    }

    private static void collect(JsonNode node, Map<String, String> payloads) {
        var name = node.path("FunctionName").asText("");
        if (name.startsWith("${")) {
            payloads.put(
                    name.substring(2, name.length() - 1),
                    filled(node.path("Payload")).toString());
        }
        node.forEach(child -> collect(child, payloads));
    }

    private static JsonNode filled(JsonNode node) {
        if (node instanceof ObjectNode object) {
            var copy = Json.MAPPER.createObjectNode();
            object.properties().forEach(entry -> copy.set(entry.getKey(), filled(entry.getValue())));
            return copy;
        }
        if (node instanceof ArrayNode || !node.asText().startsWith("{%")) {
            return node;
        }
        var expression = node.asText().replace("{%", "").replace("%}", "").strip();
        var sample = SAMPLES.get(expression);
        if (sample == null) {
            throw new AssertionError("no sample for the expression " + expression);
        }
        return sample;
    }

    private static JsonNode text(String value) {
        return TextNode.valueOf(value);
    }
}
