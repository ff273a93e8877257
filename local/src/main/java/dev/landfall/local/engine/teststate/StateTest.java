package dev.landfall.local.engine.teststate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.landfall.local.engine.definition.State;
import dev.landfall.local.engine.execution.Given;
import dev.landfall.local.engine.mock.StateMock;
import dev.landfall.model.Json;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * One call of AWS Step Functions' TestState: a state, its input and what its work comes to.
 *
 * @param definition of a state machine where a state is named, of the state alone otherwise
 * @param context in the place of the context object
 * @param variables by name, as an object
 */
public record StateTest(
        JsonNode definition,
        Optional<String> stateName,
        JsonNode input,
        Optional<StateMock> mock,
        Optional<JsonNode> context,
        JsonNode variables,
        StateConfiguration configuration,
        Inspection inspection) {

    /**
     * TestState's answer, in its own shape: {@code output} and the members of {@code inspectionData} are JSON texts.
     *
     * @throws dev.landfall.model.failure.OperatorException {@code STATE_TEST_REFUSED}, {@code MOCK_INVALID}
     */
    public ObjectNode answer() {
        var tested = TestedState.in(definition, stateName);
        if (!variables.isObject()) {
            throw Refused.because("The variables must be an object of names and values.", "Write {} for none.");
        }
        if (context.isPresent() && mock.isEmpty()) {
            throw Refused.because("A context is given and no mock, which TestState refuses.", "Give a mock too.");
        }
        Mocking.check(tested.state(), mock, configuration);
        return new StateAnswer(this, tested, given(tested)).build();
    }

    private Given given(TestedState tested) {
        var stated = new LinkedHashMap<String, JsonNode>();
        variables.properties().forEach(variable -> stated.put(variable.getKey(), variable.getValue()));
        return new Given(contextOf(tested), stated);
    }

    private UnaryOperator<ObjectNode> contextOf(TestedState tested) {
        if (context.isPresent()) {
            var object = GivenContext.checked(context.get(), tested.state());
            return own -> object.deepCopy();
        }
        if (!tested.isInMap()) {
            return UnaryOperator.identity();
        }
        // AWS: the first iteration, whose item is the input.
        var item = Json.MAPPER.createObjectNode().put("Index", 0);
        item.set("Value", input);
        return own -> {
            own.putObject("Map").set("Item", item);
            return own;
        };
    }

    /** Whether the state's own work is replaced by the mock, and so can be no more than a task here. */
    static boolean isFanOut(State state) {
        return state instanceof State.Map || state instanceof State.Parallel;
    }
}
