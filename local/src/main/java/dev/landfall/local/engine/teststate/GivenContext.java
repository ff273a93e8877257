package dev.landfall.local.engine.teststate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.landfall.local.engine.definition.Resource.CallPattern;
import dev.landfall.local.engine.definition.State;
import java.util.Map;
import java.util.Set;

/** TestState's {@code context}: it stands in the place of the whole context object, as AWS has it. */
final class GivenContext {

    private static final Map<String, Set<String>> FIELDS = Map.of(
            "Execution", Set.of("Id", "Input", "Name", "RoleArn", "StartTime", "RedriveCount", "RedriveTime"),
            "State", Set.of("Name", "EnteredTime", "RetryCount"),
            "StateMachine", Set.of("Id", "Name"),
            "Task", Set.of("Token"));

    /** All others are strings. */
    private static final Set<String> NO_STRINGS = Set.of("Input", "RedriveCount", "RetryCount");

    private GivenContext() {}

    /** As it is, once it was found to be one. */
    static ObjectNode checked(JsonNode context, State state) {
        if (!(context instanceof ObjectNode object)) {
            throw invalid("it must be an object");
        }
        object.properties().forEach(section -> {
            var known = FIELDS.get(section.getKey());
            if (section.getKey().equals("Map")) {
                throw invalid("'Map' is not supported when the context is given");
            }
            if (known == null) {
                throw invalid("field '" + section.getKey() + "' is not allowed");
            }
            section.getValue().properties().forEach(field -> check(section.getKey(), known, field));
        });
        if (object.has("Task") && !hasToken(state)) {
            throw invalid("it has 'Task', and the state is no Task with .sync or .waitForTaskToken");
        }
        return object;
    }

    private static void check(String section, Set<String> known, Map.Entry<String, JsonNode> field) {
        if (!known.contains(field.getKey())) {
            throw invalid("field '" + section + "." + field.getKey() + "' is not allowed");
        }
        if (!NO_STRINGS.contains(field.getKey()) && !field.getValue().isTextual()) {
            throw invalid(section + "." + field.getKey() + " must be a string");
        }
    }

    private static boolean hasToken(State state) {
        return state instanceof State.Task task
                && (task.resource().pattern() == CallPattern.RUN_A_JOB
                        || task.resource().pattern() == CallPattern.WAIT_FOR_TASK_TOKEN);
    }

    private static RuntimeException invalid(String detail) {
        return Refused.because(
                "The context object cannot be used: " + detail + ".",
                "Give Execution, State, StateMachine and, for a task token, Task, with AWS's fields.");
    }
}
