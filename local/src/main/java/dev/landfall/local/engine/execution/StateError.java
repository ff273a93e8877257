package dev.landfall.local.engine.execution;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Why a state failed.
 *
 * @param alsoKnownAs further names by which Retry and Catch find it
 */
public record StateError(Optional<String> error, Optional<String> cause, Set<String> alsoKnownAs) {

    static final String TIMEOUT = "States.Timeout";
    static final String RUNTIME = "States.Runtime";
    static final String DATA_LIMIT = "States.DataLimitExceeded";
    static final String QUERY = "States.QueryEvaluationError";
    private static final String HEARTBEAT = "States.HeartbeatTimeout";

    public static StateError of(String error, String cause) {
        return new StateError(Optional.of(error), Optional.of(cause), Set.of());
    }

    static StateError timeout() {
        return new StateError(Optional.of(TIMEOUT), Optional.empty(), Set.of());
    }

    /** AWS names the error of a missed heartbeat States.Timeout in events, yet lets it be caught by its own name. */
    static StateError heartbeatTimeout() {
        return new StateError(Optional.of(TIMEOUT), Optional.empty(), Set.of(HEARTBEAT));
    }

    static StateError historyFull() {
        return of(RUNTIME, "The execution reached the maximum number of history events (25000).");
    }

    public StateError alias(String name) {
        return new StateError(error, cause, Set.of(name));
    }

    private boolean isNamed(String name) {
        return error.filter(name::equals).isPresent() || alsoKnownAs.contains(name);
    }

    /** Whether one of the names in ErrorEquals stands for this error. */
    public boolean matches(List<String> errorEquals) {
        // AWS: an execution that fails with States.Runtime is never retried or caught.
        return !isNamed(RUNTIME) && errorEquals.stream().anyMatch(this::matches);
    }

    private boolean matches(String name) {
        return switch (name) {
            case "States.ALL" -> !isNamed(DATA_LIMIT);
            case "States.TaskFailed" -> !isNamed(TIMEOUT) && !isNamed(HEARTBEAT) && !isNamed(DATA_LIMIT);
            case TIMEOUT -> isNamed(TIMEOUT) || isNamed(HEARTBEAT);
            default -> isNamed(name);
        };
    }

    /** {@code $states.errorOutput}; both members are always there. */
    ObjectNode output() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("Error", error.orElse(""))
                .put("Cause", cause.orElse(""));
    }
}
