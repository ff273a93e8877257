package dev.landfall.local.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.local.engine.history.HistoryEvent;
import dev.landfall.local.engine.integration.Integrations;
import dev.landfall.local.engine.integration.TaskCall;
import dev.landfall.local.engine.integration.TaskFailure;
import dev.landfall.local.engine.time.VirtualTime;
import dev.landfall.model.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** An engine in virtual time whose services answer as a test says; definitions are written with single quotes. */
final class World {

    final VirtualTime time = new VirtualTime();
    final List<TaskCall> calls = new ArrayList<>();
    final List<Instant> callTimes = new ArrayList<>();
    final Engine engine;
    private final Map<String, Deque<Answer>> answers = new HashMap<>();

    private interface Answer {
        JsonNode give() throws TaskFailure;
    }

    World() {
        this(1);
    }

    World(long seed) {
        engine = new Engine(time, new Integrations(Map.of("arn:", this::call)), new Random(seed));
    }

    private JsonNode call(TaskCall call) throws TaskFailure {
        calls.add(call);
        callTimes.add(time.now());
        var queue = answers.getOrDefault(call.stateName(), new ArrayDeque<>());
        return queue.isEmpty() ? json("{}") : queue.remove().give();
    }

    World answer(String state, String result) {
        answers.computeIfAbsent(state, name -> new ArrayDeque<>()).add(() -> json(result));
        return this;
    }

    World fail(String state, String error, String cause) {
        answers.computeIfAbsent(state, name -> new ArrayDeque<>()).add(() -> {
            throw new TaskFailure(error, cause);
        });
        return this;
    }

    World fail(String state, String error, int times) {
        for (var count = 0; count < times; count++) {
            fail(state, error, "on purpose");
        }
        return this;
    }

    /** Starts, without running time. */
    Execution start(String definition, String input) {
        return engine.start(StateMachine.load("machine", definition.replace('\'', '"')), "run", json(input));
    }

    /** Starts and runs time until nothing is left to do. */
    Execution run(String definition, String input) {
        var execution = start(definition, input);
        time.runUntilIdle();
        return execution;
    }

    Execution run(String definition) {
        return run(definition, "{}");
    }

    /** Runs states that follow one another, given as members of States. */
    Execution states(String startAt, String states) {
        return run(machine(startAt, states));
    }

    static String machine(String startAt, String states) {
        return "{'QueryLanguage':'JSONata','StartAt':'" + startAt + "','States':{" + states + "}}";
    }

    String token(int call) {
        return calls.get(call).token().orElseThrow();
    }

    /** Time between calls, in seconds. */
    List<Double> gaps() {
        List<Double> gaps = new ArrayList<>();
        for (var index = 1; index < callTimes.size(); index++) {
            gaps.add(Duration.between(callTimes.get(index - 1), callTimes.get(index))
                            .toMillis()
                    / 1000.0);
        }
        return gaps;
    }

    static List<String> types(Execution execution) {
        return execution.history().stream().map(HistoryEvent::type).toList();
    }

    static JsonNode json(String text) {
        try {
            return Json.MAPPER.readTree(text.contains("\"") ? text : text.replace('\'', '"'));
        } catch (IOException wrong) {
            throw new UncheckedIOException(wrong);
        }
    }
}
