package dev.landfall.local.world;

import dev.landfall.local.engine.StateMachine;
import dev.landfall.local.engine.definition.Resource.CallPattern;
import dev.landfall.local.engine.definition.State;
import dev.landfall.local.engine.definition.Template;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How long each function may work once it is deployed, as {@code HandlerFunctions} of the stack gives it.
 *
 * @param ofStates what the states give their functions
 */
record FunctionTimes(Map<String, Duration> ofStates) {

    private static final Duration LONGEST = Duration.ofSeconds(900);
    private static final Duration STARTS = Duration.ofSeconds(60);
    private static final Duration PAGE = Duration.ofSeconds(29);
    private static final Duration CLOSES = Duration.ofSeconds(300);

    FunctionTimes {
        ofStates = Map.copyOf(ofStates);
    }

    static FunctionTimes of(List<StateMachine> machines) {
        var times = new HashMap<String, Duration>();
        machines.forEach(machine -> machine.definition().forEachState(state -> {
            if (state instanceof State.Task task && task.resource().pattern() == CallPattern.REQUEST_RESPONSE) {
                function(task)
                        .ifPresent(name -> seconds(task)
                                .ifPresent(time -> times.merge(
                                        name, time, (one, other) -> one.compareTo(other) > 0 ? one : other)));
            }
        }));
        return new FunctionTimes(times);
    }

    Duration of(String function) {
        return switch (function) {
            case "ApprovalPage" -> PAGE;
            case "CloseAbandonedRun" -> CLOSES;
            default -> {
                var given = ofStates.getOrDefault(function, STARTS);
                yield given.compareTo(LONGEST) > 0 ? LONGEST : given;
            }
        };
    }

    private static Optional<String> function(State.Task task) {
        return task.arguments().orElse(null) instanceof Template.Members(var members)
                        && members.get("FunctionName") instanceof Template.Literal(var name)
                ? Optional.of(name.asText())
                : Optional.empty();
    }

    private static Optional<Duration> seconds(State.Task task) {
        return task.timeoutSeconds().orElse(null) instanceof Template.Literal(var value)
                ? Optional.of(Duration.ofSeconds(value.longValue()))
                : Optional.empty();
    }
}
