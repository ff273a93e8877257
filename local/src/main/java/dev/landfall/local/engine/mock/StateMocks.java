package dev.landfall.local.engine.mock;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.local.engine.definition.Definition;
import dev.landfall.local.engine.definition.Resource;
import dev.landfall.local.engine.definition.State;
import dev.landfall.model.failure.LandfallException;
import dev.landfall.model.failure.Problem;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A file of AWS TestState's mocks for a whole execution: a state's name to its mock, which then answers every attempt,
 * or to a list with one mock for each attempt.
 */
public final class StateMocks {

    /** The two members of Step Functions Local's file. */
    private static final Set<String> OF_LOCAL = Set.of("StateMachines", "MockedResponses");

    private StateMocks() {}

    /**
     * Whether the file is of this form and not of Step Functions Local's.
     *
     * @throws LandfallException {@code MOCK_FORMS_MIXED} where it is of both
     */
    public static boolean isIn(JsonNode file) {
        var own = file.propertyStream()
                .map(Map.Entry::getKey)
                .filter(name -> !OF_LOCAL.contains(name))
                .toList();
        boolean local = OF_LOCAL.stream().anyMatch(file::has);
        if (local && own.stream().anyMatch(name -> looksLikeMock(file.get(name)))) {
            throw Problem.operator(
                            "MOCK_FORMS_MIXED",
                            "The mock file has both Step Functions Local's StateMachines or MockedResponses and"
                                    + " TestState's mocks of " + String.join(", ", own) + ".",
                            "Write all mocks in one of the two forms.")
                    .asException();
        }
        return !local && file.isObject();
    }

    private static boolean looksLikeMock(JsonNode value) {
        var mock = value.isArray() && !value.isEmpty() ? value.get(0) : value;
        return mock.has("result") || mock.has("errorOutput");
    }

    /**
     * Reads the file for a definition.
     *
     * @throws LandfallException {@code MOCK_INVALID} where a mock or its state is not as it must be
     */
    public static TestCase read(JsonNode file, Definition definition) {
        var states = states(definition);
        Map<String, MockedResponse> byState = new LinkedHashMap<>();
        file.properties().forEach(entry -> {
            var name = entry.getKey();
            var state = states.get(name);
            if (state == null) {
                throw refused("The definition has no state '" + name + "'.", "Choose one of its Task states.");
            }
            if (!(state instanceof State.Task task)) {
                throw refused(
                        "State '" + name + "' is of type " + state.type()
                                + ", and only Task states take a mock in a run.",
                        "Mock the Task states inside it, or test it alone with ./landfall states test.");
            }
            byState.put(name, response(task, entry.getValue()));
        });
        return new TestCase("TestState's mocks", byState);
    }

    /** {@code MOCK_INVALID} where the result is not what the service would answer, as far as its model is known here. */
    public static void check(String whose, Resource resource, StateMock.Result result) {
        ResultModel.check(whose, resource, result);
    }

    private static Map<String, State> states(Definition definition) {
        var states = new HashMap<String, State>();
        definition.forEachState(state -> states.put(state.name(), state));
        return states;
    }

    private static MockedResponse response(State.Task task, JsonNode mocks) {
        var whose = "of state '" + task.name() + "'";
        if (!mocks.isArray()) {
            return new MockedResponse(
                    task.name(), new TreeMap<>(Map.of(0, answer(task, whose, mocks, Integer.MAX_VALUE))));
        }
        if (mocks.isEmpty()) {
            throw refused("The list of mocks " + whose + " is empty.", "Write one mock for each attempt.");
        }
        var byAttempt = new TreeMap<Integer, MockedResponse.Answer>();
        for (int attempt = 0; attempt < mocks.size(); attempt++) {
            byAttempt.put(
                    attempt, answer(task, whose + ", attempt " + (attempt + 1) + ",", mocks.get(attempt), attempt));
        }
        return new MockedResponse(task.name(), byAttempt);
    }

    private static MockedResponse.Answer answer(State.Task task, String whose, JsonNode node, int last) {
        return switch (StateMock.read(whose, node)) {
            case StateMock.Result result -> {
                check(whose, task.resource(), result);
                yield new MockedResponse.Answer.Return(last, result.value());
            }
            case StateMock.Failure(var error, var cause, var validation) ->
                new MockedResponse.Answer.Throw(last, error, cause);
        };
    }

    private static LandfallException refused(String seen, String remedy) {
        return Problem.operator("MOCK_INVALID", seen, remedy).asException();
    }
}
