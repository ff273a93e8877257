package dev.landfall.local.engine.mock;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.model.failure.LandfallException;
import dev.landfall.model.failure.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The mock-configuration file of AWS Step Functions Local: {@code StateMachines.NAME.TestCases.CASE.STATE} names an
 * entry of {@code MockedResponses}, which has one {@code Return} or {@code Throw} for each invocation or range of them.
 */
public final class MockConfig {

    private static final Pattern RANGE = Pattern.compile("(\\d{1,6})(?:-(\\d{1,6}))?");

    private final JsonNode file;

    private MockConfig(JsonNode file) {
        this.file = file;
    }

    /**
     * Takes the file's content; what is wrong in it shows when a test case is taken from it.
     *
     * @throws LandfallException {@code MOCK_CONFIG_INVALID} where a section is missing
     */
    public static MockConfig of(JsonNode file) {
        for (var section : List.of("StateMachines", "MockedResponses")) {
            if (!file.path(section).isObject()) {
                throw invalid("It has no object '" + section + "'.");
            }
        }
        return new MockConfig(file);
    }

    /**
     * Takes one test case.
     *
     * @param stateMachine may be empty where the file holds exactly one
     * @throws LandfallException {@code MOCK_CONFIG_INVALID} or {@code TEST_CASE_UNKNOWN}, naming what there is
     */
    public TestCase testCase(Optional<String> stateMachine, String name) {
        var machines = names(file.get("StateMachines"));
        if (stateMachine.isEmpty() && machines.size() != 1) {
            throw unknown(
                    "The mock configuration holds %d state machines: %s.".formatted(machines.size(), machines),
                    "Name one with --state-machine.");
        }
        var machine = stateMachine.orElseGet(machines::getFirst);
        if (!machines.contains(machine)) {
            throw unknown(
                    "The mock configuration has no state machine '%s'.".formatted(machine),
                    "Choose one of " + machines + ".");
        }
        var cases = file.get("StateMachines").get(machine).path("TestCases");
        if (!cases.path(name).isObject()) {
            throw unknown(
                    "The state machine '%s' has no test case '%s' in the mock configuration.".formatted(machine, name),
                    "Choose one of " + names(cases) + ".");
        }
        Map<String, MockedResponse> byState = new LinkedHashMap<>();
        cases.get(name).properties().forEach(entry -> byState.put(entry.getKey(), response(entry)));
        return new TestCase(name, byState);
    }

    private MockedResponse response(Map.Entry<String, JsonNode> entry) {
        var name = entry.getValue().asText();
        var answers = file.get("MockedResponses").path(name);
        if (!answers.isObject()) {
            throw invalid("State '%s' uses the response '%s', which MockedResponses does not have."
                    .formatted(entry.getKey(), name));
        }
        var byFirst = new TreeMap<Integer, MockedResponse.Answer>();
        answers.properties().forEach(answer -> {
            var range = RANGE.matcher(answer.getKey());
            if (!range.matches()) {
                throw invalid("The response '%s' has '%s' where a number or a range such as 1-2 is needed."
                        .formatted(name, answer.getKey()));
            }
            var first = Integer.parseInt(range.group(1));
            var last = range.group(2) == null ? first : Integer.parseInt(range.group(2));
            if (last < first) {
                throw invalid("The response '%s' has the empty range %s.".formatted(name, answer.getKey()));
            }
            byFirst.put(first, answer(name + "." + answer.getKey(), last, answer.getValue()));
        });
        return new MockedResponse(name, byFirst);
    }

    private static MockedResponse.Answer answer(String place, int last, JsonNode node) {
        if (node.size() == 1 && node.has("Return")) {
            return new MockedResponse.Answer.Return(last, node.get("Return"));
        }
        var failure = node.path("Throw");
        if (node.size() == 1
                && failure.path("Error").isTextual()
                && failure.path("Cause").isTextual()) {
            return new MockedResponse.Answer.Throw(
                    last, failure.get("Error").textValue(), failure.get("Cause").textValue());
        }
        throw invalid(
                "The response %s needs either Return, or Throw with the strings Error and Cause.".formatted(place));
    }

    private static List<String> names(JsonNode object) {
        return object.propertyStream().map(Map.Entry::getKey).toList();
    }

    private static LandfallException invalid(String detail) {
        return Problem.operator(
                        "MOCK_CONFIG_INVALID",
                        "The mock configuration cannot be used: " + detail,
                        "Follow the format of AWS Step Functions Local.")
                .asException();
    }

    private static LandfallException unknown(String seen, String remedy) {
        return Problem.operator("TEST_CASE_UNKNOWN", seen, remedy).asException();
    }
}
