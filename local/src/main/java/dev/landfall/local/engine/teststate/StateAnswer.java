package dev.landfall.local.engine.teststate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.landfall.local.engine.definition.Catcher;
import dev.landfall.local.engine.definition.Recovery;
import dev.landfall.local.engine.definition.Retrier;
import dev.landfall.local.engine.definition.State;
import dev.landfall.local.engine.execution.Given;
import dev.landfall.local.engine.execution.StateError;
import dev.landfall.local.engine.mock.StateMock;
import dev.landfall.local.engine.mock.TestCase;
import dev.landfall.model.Json;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Runs the state and tells what came of it. */
final class StateAnswer {

    private final StateTest test;
    private final TestedState tested;
    private final Given given;
    private final ObjectNode answer = Json.MAPPER.createObjectNode();
    private final ObjectNode details = Json.MAPPER.createObjectNode();
    private Optional<String> selectedItems = Optional.empty();

    StateAnswer(StateTest test, TestedState tested, Given given) {
        this.test = test;
        this.tested = tested;
        this.given = given;
    }

    ObjectNode build() {
        var trial = bare();
        var told = trial.succeeded() ? succeeded(trial, "SUCCEEDED") : failed(trial);
        if (test.inspection() != Inspection.INFO) {
            answer.set("inspectionData", inspection(told));
        }
        return answer;
    }

    /** Without Retry and Catch, to see what the state's own work comes to. */
    private Trial bare() {
        if (tested.state() instanceof State.Map) {
            var items = items();
            if (!items.succeeded()) {
                return items;
            }
            selectedItems = items.execution().output().map(Object::toString);
        }
        return run(Mocked.state(tested, Optional.empty()));
    }

    private Trial items() {
        return Trial.run(tested.state().name(), Mocked.items(tested), test.input(), TestCase.NONE, given);
    }

    private Trial run(ObjectNode state) {
        var name = tested.state().name();
        return Trial.run(name, state, test.input(), Mocking.testCase(name, test.mock()), given);
    }

    private Trial succeeded(Trial trial, String status) {
        answer.put("output", trial.execution().output().orElseThrow().toString());
        trial.next().ifPresent(next -> answer.put("nextState", next));
        answer.put("status", status);
        return trial;
    }

    private Trial failed(Trial trial) {
        var name = trial.execution().error();
        var cause = trial.execution().cause();
        name.ifPresent(text -> answer.put("error", text));
        cause.ifPresent(text -> answer.put("cause", text));
        var plain = new StateError(name, cause, Set.of());
        var error = tested.state() instanceof State.Parallel ? plain.alias("States.BranchFailed") : plain;
        var recovery = recovery();
        if (mayRetry(recovery.retriers(), error)) {
            answer.put("status", "RETRIABLE");
            return trial;
        }
        for (int index = 0; index < recovery.catchers().size(); index++) {
            if (error.matches(recovery.catchers().get(index).errorEquals())) {
                return caught(recovery.catchers().get(index), index, name.orElse(""));
            }
        }
        answer.put("status", "FAILED");
        return trial;
    }

    /** The first retrier that names the error decides, whether or not it is used up. */
    private boolean mayRetry(List<Retrier> retriers, StateError error) {
        int used = test.configuration().retrierRetryCount();
        for (int index = 0; index < retriers.size(); index++) {
            var retrier = retriers.get(index);
            if (error.matches(retrier.errorEquals())) {
                details.put("retryIndex", index);
                if (used < retrier.maxAttempts()) {
                    details.put(
                            "retryBackoffIntervalSeconds",
                            retrier.longestDelay(used).toSeconds());
                    return true;
                }
                return false;
            }
        }
        return false;
    }

    private Trial caught(Catcher catcher, int index, String error) {
        details.put("catchIndex", index);
        var trial = run(Mocked.state(tested, Optional.of(new Mocked.Caught(index, error))));
        if (trial.succeeded()) {
            succeeded(trial, "CAUGHT_ERROR");
            answer.put("nextState", catcher.next());
        } else {
            trial.execution().error().ifPresent(text -> answer.put("error", text));
            trial.execution().cause().ifPresent(text -> answer.put("cause", text));
            answer.put("status", "FAILED");
        }
        return trial;
    }

    private Recovery recovery() {
        return switch (tested.state()) {
            case State.Task task -> task.recovery();
            case State.Parallel parallel -> parallel.recovery();
            case State.Map map -> map.recovery();
            default -> new Recovery(List.of(), List.of());
        };
    }

    private ObjectNode inspection(Trial trial) {
        var data = Json.MAPPER.createObjectNode();
        data.put("input", test.input().toString());
        if (!(tested.state() instanceof State.Map)) {
            trial.arguments().ifPresent(text -> data.put("afterArguments", text));
        } else if (tested.json().has("ItemSelector")) {
            selectedItems.ifPresent(text -> data.put("afterItemSelector", text));
        }
        if (tested.state() instanceof State.Map) {
            data.put("maxConcurrency", tested.json().path("MaxConcurrency").asInt(0));
        }
        if (tested.state() instanceof State.Task && test.mock().orElse(null) instanceof StateMock.Result result) {
            data.put("result", result.value().toString());
        }
        var variables = Variables.after(test, trial);
        if (!variables.isEmpty()) {
            data.put("variables", variables.toString());
        }
        if (!details.isEmpty()) {
            data.set("errorDetails", details);
        }
        return data;
    }
}
