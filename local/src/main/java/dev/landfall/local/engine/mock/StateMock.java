package dev.landfall.local.engine.mock;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.model.Json;
import dev.landfall.model.failure.LandfallException;
import dev.landfall.model.failure.Problem;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a state's work comes to, as {@code mock} of AWS's TestState API says it: {@code {"result": "<JSON text>"}} or
 * {@code {"errorOutput": {"error": …, "cause": …}}}, each with {@code fieldValidationMode} where wanted. Shapes and
 * limits are those of the API's model.
 */
public sealed interface StateMock {

    Validation validation();

    /** The work's result. */
    record Result(JsonNode value, Validation validation) implements StateMock {}

    /** The work's failure. */
    record Failure(String error, String cause, Validation validation) implements StateMock {}

    /** How strictly a result is held to the model of the API that the state calls. */
    enum Validation {
        /** What the model requires is there, and what is there has the model's type. */
        STRICT,
        /** What is there has the model's type. */
        PRESENT,
        NONE
    }

    int LONGEST_RESULT = 262_144;
    int LONGEST_ERROR = 256;
    int LONGEST_CAUSE = 32_768;

    /**
     * Reads one.
     *
     * @param whose for complaints, such as {@code of state 'Freeze'}
     * @throws LandfallException {@code MOCK_INVALID}
     */
    static StateMock read(String whose, JsonNode mock) {
        only(whose, "", mock, Set.of("result", "errorOutput", "fieldValidationMode"));
        var validation = validation(whose, mock.path("fieldValidationMode"));
        if (mock.has("result") == mock.has("errorOutput")) {
            throw invalid(whose, "it needs exactly one of result and errorOutput");
        }
        if (mock.has("result")) {
            return new Result(result(whose, text(whose, "result", mock.get("result"), LONGEST_RESULT)), validation);
        }
        var output = mock.get("errorOutput");
        only(whose, "errorOutput.", output, Set.of("error", "cause"));
        var cause = output.has("cause") ? text(whose, "errorOutput.cause", output.get("cause"), LONGEST_CAUSE) : "";
        return new Failure(text(whose, "errorOutput.error", output.path("error"), LONGEST_ERROR), cause, validation);
    }

    private static void only(String whose, String prefix, JsonNode object, Set<String> known) {
        if (!object.isObject()) {
            throw invalid(whose, (prefix.isEmpty() ? "it" : "errorOutput") + " must be an object");
        }
        unknown(object, known).ifPresent(field -> {
            throw invalid(whose, "it has the field '" + prefix + field + "', which TestState's mock has not");
        });
    }

    private static Optional<String> unknown(JsonNode object, Set<String> known) {
        return object.propertyStream()
                .map(Map.Entry::getKey)
                .filter(field -> !known.contains(field))
                .findFirst();
    }

    private static Validation validation(String whose, JsonNode mode) {
        if (mode.isMissingNode()) {
            return Validation.STRICT;
        }
        return Arrays.stream(Validation.values())
                .filter(each -> each.name().equals(mode.textValue()))
                .findFirst()
                .orElseThrow(() -> invalid(whose, "fieldValidationMode must be STRICT, PRESENT or NONE"));
    }

    private static String text(String whose, String field, JsonNode value, int longest) {
        if (!value.isTextual() || value.textValue().length() > longest) {
            throw invalid(whose, field + " must be a string of at most " + longest + " characters");
        }
        return value.textValue();
    }

    private static JsonNode result(String whose, String text) {
        try {
            var value = Json.MAPPER
                    .reader()
                    .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .readTree(text);
            if (!value.isMissingNode()) {
                return value;
            }
        } catch (JsonProcessingException notJson) {
            // Told below, together with an empty text.
        }
        throw invalid(whose, "result must be JSON inside a string, such as \"{\\\"rows\\\":12}\"");
    }

    private static LandfallException invalid(String whose, String detail) {
        return Problem.operator(
                        "MOCK_INVALID",
                        "The mock " + whose + " cannot be used: " + detail + ".",
                        "Write it as AWS TestState's mock; docs/states.md shows one.")
                .asException();
    }
}
