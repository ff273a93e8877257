package dev.landfall.local.engine.teststate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.landfall.local.engine.Engine;
import dev.landfall.local.engine.Execution;
import dev.landfall.local.engine.StateMachine;
import dev.landfall.local.engine.execution.Given;
import dev.landfall.local.engine.history.HistoryEvent;
import dev.landfall.local.engine.mock.MockedIntegration;
import dev.landfall.local.engine.mock.TestCase;
import dev.landfall.local.engine.time.VirtualTime;
import dev.landfall.model.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * One execution of a machine that has that state alone, and an end in the place of each state that may follow.
 *
 * @param followers the states that may follow, by the number that stands for them
 */
record Trial(Execution execution, String state, List<String> followers) {

    private static final Duration LONGEST = Duration.ofDays(366);
    private static final String FOLLOWER = "follower-";

    static Trial run(String name, ObjectNode state, JsonNode input, TestCase mocks, Given given) {
        var followers = new ArrayList<String>();
        var copy = state.deepCopy();
        copy.put("QueryLanguage", "JSONata");
        numbered(copy, "Next", followers);
        numbered(copy, "Default", followers);
        Stream.of("Choices", "Catch")
                .flatMap(list -> copy.path(list).valueStream())
                .forEach(rule -> numbered((ObjectNode) rule, "Next", followers));
        var machine = Json.MAPPER.createObjectNode();
        machine.put("QueryLanguage", "JSONata").put("StartAt", name);
        var states = machine.putObject("States");
        states.set(name, copy);
        for (int number = 0; number < followers.size(); number++) {
            states.putObject(FOLLOWER + number).put("Type", "Succeed");
        }
        var integration = new MockedIntegration(mocks);
        try (var engine = new Engine(
                new VirtualTime(Instant.now()), integration.integrations(), RandomGenerator.getDefault(), given)) {
            integration.serve(engine);
            var execution = engine.start(StateMachine.load("StateTest", machine.toString()), "state-test", input);
            execution.await(LONGEST);
            return new Trial(execution, name, followers);
        }
    }

    private static void numbered(ObjectNode holder, String field, List<String> followers) {
        if (holder.path(field).isTextual()) {
            followers.add(holder.get(field).textValue());
            holder.put(field, FOLLOWER + (followers.size() - 1));
        }
    }

    boolean succeeded() {
        return execution.output().isPresent();
    }

    /** Empty where the state ends its graph. */
    Optional<String> next() {
        return events("SucceedStateEntered")
                .map(event -> event.details().path("name").asText())
                .filter(name -> name.startsWith(FOLLOWER))
                .map(name -> followers.get(Integer.parseInt(name.substring(FOLLOWER.length()))))
                .findFirst();
    }

    /** What Arguments came to, as JSON text. */
    Optional<String> arguments() {
        return Stream.concat(
                        events("TaskScheduled").map(event -> event.details().path("parameters")),
                        events("LambdaFunctionScheduled")
                                .map(event -> event.details().path("input")))
                .map(JsonNode::asText)
                .findFirst();
    }

    /** Names to JSON texts. */
    JsonNode assigned() {
        return execution.history().stream()
                .filter(event -> event.type().endsWith("StateExited")
                        && event.details().path("name").asText().equals(state))
                .map(event -> event.details().path("assignedVariables"))
                .findFirst()
                .orElseGet(Json.MAPPER::createObjectNode);
    }

    private Stream<HistoryEvent> events(String type) {
        return execution.history().stream().filter(event -> event.type().equals(type));
    }
}
