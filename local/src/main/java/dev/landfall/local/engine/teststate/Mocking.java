package dev.landfall.local.engine.teststate;

import dev.landfall.local.engine.definition.State;
import dev.landfall.local.engine.definition.StateGraph;
import dev.landfall.local.engine.mock.MockedResponse;
import dev.landfall.local.engine.mock.StateMock;
import dev.landfall.local.engine.mock.StateMocks;
import dev.landfall.local.engine.mock.TestCase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Which states take a mock, which need one, and what it has to be for them. */
final class Mocking {

    private Mocking() {}

    static void check(State state, Optional<StateMock> mock, StateConfiguration configuration) {
        boolean works = state instanceof State.Task || StateTest.isFanOut(state);
        if (mock.isPresent() && !works) {
            throw Refused.because(
                    "State type '" + state.type() + "' is not supported when a mock is specified.",
                    "Leave --mock out: the state needs none.");
        }
        if (mock.isEmpty() && works) {
            throw Refused.because(
                    "State '" + state.name() + "' is of type " + state.type()
                            + ", whose work cannot be done here, and no mock stands for it.",
                    "Give --mock.");
        }
        if (mock.orElse(null) instanceof StateMock.Result result) {
            checkResult(state, result);
        }
        configuration.errorCausedByState().ifPresent(name -> checkCause(state, name));
    }

    private static void checkResult(State state, StateMock.Result result) {
        switch (state) {
            case State.Task task -> StateMocks.check("of state '" + task.name() + "'", task.resource(), result);
            case State.Map map
            when !result.value().isArray() ->
                throw Refused.because("The mocked result of a Map state must be an array.", "Correct the mock.");
            case State.Parallel parallel
            when !result.value().isArray()
                    || result.value().size() != parallel.branches().size() ->
                throw Refused.because(
                        "The mocked result of a Parallel state must be an array of one result for each of its "
                                + parallel.branches().size() + " branches.",
                        "Correct the mock.");
            default -> {}
        }
    }

    private static void checkCause(State state, String name) {
        var inner = new ArrayList<String>();
        var graphs = switch (state) {
            case State.Map map -> List.of(map.processor());
            case State.Parallel parallel -> parallel.branches();
            default -> List.<StateGraph>of();
        };
        graphs.forEach(graph -> inner.addAll(graph.states().keySet()));
        if (!inner.contains(name)) {
            throw Refused.because(
                    "errorCausedByState names '" + name + "', which is no state inside '" + state.name() + "'.",
                    inner.isEmpty() ? "Only Map and Parallel states take it." : "Choose one of " + inner + ".");
        }
    }

    /** The mock as the engine's test case. */
    static TestCase testCase(String state, Optional<StateMock> mock) {
        if (mock.isEmpty()) {
            return TestCase.NONE;
        }
        var answer = switch (mock.get()) {
            case StateMock.Result(var value, var validation) -> new MockedResponse.Answer.Return(0, value);
            case StateMock.Failure(var error, var cause, var validation) ->
                new MockedResponse.Answer.Throw(0, error, cause);
        };
        return new TestCase("mock", Map.of(state, new MockedResponse(state, new TreeMap<>(Map.of(0, answer)))));
    }
}
