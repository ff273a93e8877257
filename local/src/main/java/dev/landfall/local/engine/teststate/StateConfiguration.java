package dev.landfall.local.engine.teststate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * TestState's {@code stateConfiguration}.
 *
 * @param retrierRetryCount how often the retrier that names the error was used already
 * @param errorCausedByState the state inside a Map or Parallel state from which the mocked error comes
 */
public record StateConfiguration(int retrierRetryCount, Optional<String> errorCausedByState) {

    public static final StateConfiguration NONE = new StateConfiguration(0, Optional.empty());

    /** What it has not is refused by name. */
    public static StateConfiguration read(JsonNode json) {
        if (!json.isObject()) {
            throw Refused.because("The state configuration must be an object.", "Write {} for none.");
        }
        json.fieldNames().forEachRemaining(StateConfiguration::check);
        var count = json.path("retrierRetryCount");
        if (json.has("retrierRetryCount") && !(count.isInt() && count.intValue() >= 0)) {
            throw Refused.because("retrierRetryCount must be a whole number from 0, not " + count + ".", "Correct it.");
        }
        var cause = json.path("errorCausedByState");
        if (json.has("errorCausedByState") && !cause.isTextual()) {
            throw Refused.because("errorCausedByState must be a state's name, not " + cause + ".", "Correct it.");
        }
        return new StateConfiguration(count.asInt(0), Optional.ofNullable(cause.textValue()));
    }

    private static void check(String field) {
        switch (field) {
            case "retrierRetryCount", "errorCausedByState" -> {}
            case "mapIterationFailureCount", "mapItemReaderData" ->
                throw Refused.because(
                        "stateConfiguration." + field + " is of Map states with tolerated failures or an ItemReader,"
                                + " which the local engine does not run.",
                        "Leave it out, or test that state in AWS.");
            default ->
                throw Refused.because(
                        "stateConfiguration has no field '" + field + "'.",
                        "It takes retrierRetryCount and errorCausedByState.");
        }
    }
}
