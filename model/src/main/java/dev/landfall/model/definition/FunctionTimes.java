package dev.landfall.model.definition;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.model.rights.HandlerTable;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How long a function may work: what the deployment gives it, and what the strict local world holds it to.
 *
 * @param ofStates seconds that the definitions' states leave their functions
 */
public record FunctionTimes(Map<String, Integer> ofStates) {

    /** A state gives its function this long to say that its time is over, before the state itself ends. */
    public static final int GRACE_SECONDS = 30;

    private static final int LONGEST_SECONDS = 900;

    /** Of a function that only opens a gate or starts a Job: its state then waits for a token. */
    private static final int STARTS_SECONDS = 60;

    /** API Gateway hangs up after 30 seconds. */
    private static final int PAGE_SECONDS = 29;

    private static final int CLOSE_SECONDS = 300;
    private static final Pattern SUBSTITUTION = Pattern.compile("\\$\\{(\\w+)}");

    public FunctionTimes {
        ofStates = Map.copyOf(ofStates);
    }

    /**
     * Of all definitions: less than each state has, so that the function's own word comes first. A state that waits for
     * a token limits the wait, not the function.
     */
    public static FunctionTimes of(Collection<JsonNode> definitions) {
        var seconds = new TreeMap<String, Integer>();
        definitions.forEach(definition -> forEachState(definition, state -> {
            var name = SUBSTITUTION.matcher(state.at("/Arguments/FunctionName").asText());
            if (name.matches() && state.path("Resource").asText().endsWith("lambda:invoke")) {
                seconds.merge(name.group(1), state.path("TimeoutSeconds").asInt() - GRACE_SECONDS, Math::min);
            }
        }));
        return new FunctionTimes(seconds);
    }

    /** Of one function by its handler's name. */
    public int seconds(String function) {
        return switch (function) {
            case HandlerTable.APPROVAL_PAGE -> PAGE_SECONDS;
            case HandlerTable.CLOSE_ABANDONED_RUN -> CLOSE_SECONDS;
            default -> Math.min(LONGEST_SECONDS, ofStates.getOrDefault(function, STARTS_SECONDS));
        };
    }

    private static void forEachState(JsonNode machine, Consumer<JsonNode> visitor) {
        machine.path("States").forEach(state -> {
            visitor.accept(state);
            Stream.concat(state.path("Branches").valueStream(), Stream.of(state.path("ItemProcessor")))
                    .forEach(inner -> forEachState(inner, visitor));
        });
    }
}
