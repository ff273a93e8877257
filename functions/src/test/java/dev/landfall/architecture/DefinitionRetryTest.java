package dev.landfall.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.model.Json;
import dev.landfall.model.definition.DefinitionFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** A wait, a hiccup and what puts things back are tried again each in its own way; no state lacks what it needs. */
final class DefinitionRetryTest {

    private static final Path DEFINITIONS = Path.of(System.getProperty("landfall.root"), "statemachine");
    private static final String WAIT = "dev.landfall.model.failure.StillWaitingException";

    private static final List<String> TRANSIENT = List.of(
            "dev.landfall.model.failure.RetryableException",
            "Lambda.AWSLambdaException",
            "Lambda.ClientExecutionTimeoutException",
            "Lambda.EC2ThrottledException",
            "Lambda.ENINotReadyException",
            "Lambda.ResourceNotReadyException",
            "Lambda.SdkClientException",
            "Lambda.ServiceException",
            "Lambda.SnapStartNotReadyException",
            "Lambda.TooManyRequestsException",
            "Lambda.Unknown",
            "Runtime.ExitError",
            "Sandbox.Timedout");

    /** They put back, or close: whatever they meet is tried for half an hour. */
    private static final Set<String> RESTORING = Set.of(
            "RevertDns", "ReturnToSource", "StopTargetAgain", "RestoreDns", "ResumeTarget", "CloseRun", "WriteReport");

    /** Users wait for what follows it, and it comes again. */
    private static final Set<String> BRIEF = Set.of("StopTarget", "FenceTarget");

    private static final int BRIEF_ATTEMPTS = 3;

    private static final double HALF_AN_HOUR = 1800;

    /** The app database and Retool Database. */
    private static final int DATABASES = 2;

    /** Step Functions counts a function's cold start, and Lambda ends the function itself. */
    private static final int A_WAKING_FUNCTION_SECONDS = 300;

    @Test
    void everyFunctionIsCalledAgainAfterWhatPassesByItself() throws IOException {
        tasks().forEach((state, node) -> {
            if (isFunction(node)) {
                if (!node.at("/Arguments/Payload/check").asBoolean()) {
                    assertThat(seconds(node, WAIT)).as("%s may wait", state).isGreaterThanOrEqualTo(300);
                }
                for (var error : TRANSIENT) {
                    assertThat(attempts(node, error))
                            .as("%s tries again after %s", state, error)
                            .isGreaterThanOrEqualTo(3);
                }
                assertThat(seconds(node, "Lambda.ResourceNotReadyException"))
                        .as("%s waits for its function to wake", state)
                        .isGreaterThanOrEqualTo(A_WAKING_FUNCTION_SECONDS);
            } else {
                assertThat(attempts(node, "ECS.AmazonECSException")).as(state).isGreaterThanOrEqualTo(5);
                assertThat(attempts(node, "ECS.ThrottlingException")).as(state).isGreaterThanOrEqualTo(5);
            }
        });
    }

    /** Where a token is waited for, a time-out says that nobody answered; a gate's time is asked for in ten parts. */
    @Test
    void callThatCameToNoEndIsMadeAgainAndAGateIsAskedForInTenParts() throws IOException {
        tasks().forEach((state, node) -> {
            var gate = state.contains(" Request");
            var token = node.path("Resource").asText().endsWith(".waitForTaskToken");
            assertThat(attempts(node, "States.Timeout"))
                    .as(state)
                    .isEqualTo(
                            gate
                                    ? 9
                                    : token
                                            ? 1
                                            : RESTORING.contains(name(state))
                                                    ? 63
                                                    : BRIEF.contains(name(state)) ? BRIEF_ATTEMPTS : 3);
            if (token && !gate) {
                assertThat(attempts(node, "States.HeartbeatTimeout")).as(state).isEqualTo(1);
            }
        });
    }

    @Test
    void whatPutsBackIsTriedForHalfAnHour() throws IOException {
        var met = new HashSet<String>();
        tasks().forEach((state, node) -> {
            if (RESTORING.contains(name(state))) {
                met.add(name(state));
                assertThat(seconds(node, "dev.landfall.model.failure.OperatorException"))
                        .as(state)
                        .isGreaterThanOrEqualTo(HALF_AN_HOUR);
            } else {
                assertThat(attempts(node, "dev.landfall.model.failure.OperatorException"))
                        .as("%s is not tried again where a person is needed", state)
                        .isEqualTo(BRIEF.contains(name(state)) ? BRIEF_ATTEMPTS : 0);
            }
        });
        assertThat(met).isEqualTo(RESTORING);
    }

    @Test
    void moverHasTimeToStartBeforeItsFirstHeartbeat() throws IOException {
        tasks().forEach((state, node) -> {
            if (node.has("HeartbeatSeconds")) {
                assertThat(node.path("HeartbeatSeconds").asInt())
                        .as("%s: Fargate needs 45 to 90 s before a program's first word", state)
                        .isGreaterThanOrEqualTo(300);
            }
        });
    }

    /** Step Functions ends an execution of more with States.Runtime, which nothing catches. */
    @Test
    void everyRetryOfEveryStateTogetherFitsTheHistoryOfOneExecution() throws IOException {
        DefinitionFile.in(DEFINITIONS)
                .forEach((name, machine) ->
                        assertThat(events(machine)).as("events of %s", name).isLessThan(25_000));
    }

    /** More than can happen: states of all ways are counted, and every retrier is used up. */
    private static int events(JsonNode machine) {
        var total = 0;
        for (var state : machine.path("States")) {
            total += 2;
            var inner = 0;
            for (var branch : state.path("Branches")) {
                inner += events(branch);
            }
            inner += events(state.path("ItemProcessor"));
            var items = state.path("Items").isArray() ? state.path("Items").size() : DATABASES;
            total += state.has("ItemProcessor") ? items * (inner + 2) : inner;
            if (state.path("Type").asText().equals("Task")) {
                var attempts = 1;
                for (var retrier : state.path("Retry")) {
                    attempts += retrier.path("MaxAttempts").asInt(3);
                }
                total += attempts * (state.path("Resource").asText().endsWith(".waitForTaskToken") ? 4 : 3);
            }
        }
        return total;
    }

    @Test
    void everyStateSaysWhatItDoes() throws IOException {
        for (var machine : DefinitionFile.in(DEFINITIONS).entrySet()) {
            var states = new TreeMap<String, JsonNode>();
            collect(machine.getKey(), machine.getValue(), states);
            states.forEach((state, node) ->
                    assertThat(node.path("Comment").asText()).as(state).hasSizeGreaterThan(20));
            assertThat(machine.getValue().path("Comment").asText()).isNotBlank();
        }
    }

    /** A class is written once in each file, for AWS's own editor reads one file; the same name means the same. */
    @Test
    void classHasOneMeaningInAllDefinitions() throws IOException {
        var meanings = new HashMap<String, Object>();
        try (var files = Files.newDirectoryStream(DEFINITIONS, "*" + DefinitionFile.SUFFIX)) {
            for (var file : files) {
                Map<String, Object> whole = new Yaml(new SafeConstructor(loose())).load(Files.readString(file));
                for (var section : List.of("x-retry", "x-catch")) {
                    ((Map<?, ?>) whole.get(section)).forEach((name, meaning) -> {
                        var before = meanings.putIfAbsent(section + "." + name, meaning);
                        assertThat(before == null ? meaning : before)
                                .as("%s in %s", name, file.getFileName())
                                .isEqualTo(meaning);
                    });
                }
            }
        }
        assertThat(meanings).containsKeys("x-retry.hiccup", "x-retry.waking", "x-retry.restore", "x-catch.failed");
    }

    private static LoaderOptions loose() {
        var options = new LoaderOptions();
        options.setMaxAliasesForCollections(100_000);
        return options;
    }

    /** Of the first retrier that names the error, as Step Functions reads them. */
    private static int attempts(JsonNode state, String error) {
        return retrier(state, error).path("MaxAttempts").asInt(0);
    }

    /** How long the retrier waits in all. */
    private static double seconds(JsonNode state, String error) {
        var retrier = retrier(state, error);
        var total = 0.0;
        for (var attempt = 0; attempt < retrier.path("MaxAttempts").asInt(0); attempt++) {
            var delay = retrier.path("IntervalSeconds").asDouble()
                    * Math.pow(retrier.path("BackoffRate").asDouble(2), attempt);
            total += Math.min(delay, retrier.path("MaxDelaySeconds").asDouble(Double.MAX_VALUE));
        }
        return retrier.path("JitterStrategy").asText().equals("FULL") ? total / 2 : total;
    }

    private static JsonNode retrier(JsonNode state, String error) {
        for (var retrier : state.path("Retry")) {
            for (var name : retrier.path("ErrorEquals")) {
                if (name.asText().equals(error) || name.asText().equals("States.ALL")) {
                    return retrier;
                }
            }
        }
        return Json.MAPPER.createObjectNode();
    }

    private static boolean isFunction(JsonNode task) {
        return task.path("Resource").asText().contains("lambda:invoke");
    }

    private static String name(String state) {
        return state.substring(state.lastIndexOf(' ') + 1);
    }

    /** By {@code machine state}. */
    private static Map<String, JsonNode> tasks() throws IOException {
        var tasks = new TreeMap<String, JsonNode>();
        for (var machine : DefinitionFile.in(DEFINITIONS).entrySet()) {
            collect(machine.getKey(), machine.getValue(), tasks);
        }
        tasks.values().removeIf(state -> !state.path("Type").asText().equals("Task"));
        assertThat(tasks).hasSizeGreaterThan(40);
        return tasks;
    }

    private static void collect(String machine, JsonNode node, Map<String, JsonNode> states) {
        node.path("States").properties().forEach(state -> {
            states.put(machine + " " + state.getKey(), state.getValue());
            collect(machine, state.getValue().path("ItemProcessor"), states);
            state.getValue().path("Branches").forEach(branch -> collect(machine, branch, states));
        });
    }
}
