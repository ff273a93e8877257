package dev.landfall.local.engine.execution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.landfall.local.engine.TaskTokens;
import dev.landfall.local.engine.definition.Template;
import dev.landfall.local.engine.history.Details;
import dev.landfall.local.engine.jsonata.EvaluationFailure;
import dev.landfall.local.engine.jsonata.Expression;
import dev.landfall.local.engine.jsonata.JsonValues;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Evaluates fields of one visit: what {@code $states} holds, the variables, and how failures are told. */
final class Evaluation {

    private final Visit visit;
    private final Map<String, Object> states = new LinkedHashMap<>();
    private Optional<ObjectNode> mapItem = Optional.empty();
    private Optional<Map<String, Object>> bindings = Optional.empty();

    Evaluation(Visit visit) {
        this.visit = visit;
    }

    /** Adds {@code result} or {@code errorOutput}. */
    Evaluation with(String member, JsonNode value) {
        states.put(member, JsonValues.toJava(value));
        return this;
    }

    /** Sets {@code $states.context.Map.Item}. */
    Evaluation forItem(ObjectNode item) {
        mapItem = Optional.of(item);
        return this;
    }

    JsonNode resolve(Template template, String field) throws StateFailed {
        return template.resolve(field, this::evaluate);
    }

    private JsonNode evaluate(Expression expression, String field) throws StateFailed {
        try {
            return expression.evaluate(
                    bound(), visit.flow().run().surroundings().functions());
        } catch (EvaluationFailure failed) {
            throw failure(
                    field,
                    "The JSONata expression '%s' specified for the field '%s' %s"
                            .formatted(expression.text(), field, failed.getMessage()));
        }
    }

    private Map<String, Object> bound() {
        if (bindings.isEmpty()) {
            states.put("input", JsonValues.toJava(visit.input()));
            states.put("context", JsonValues.toJava(visit.context(mapItem)));
            Map<String, Object> all = new HashMap<>(visit.flow().variables().asJava());
            all.put("states", states);
            bindings = Optional.of(all);
        }
        return bindings.get();
    }

    /** A whole number within the bounds. */
    long integer(Template template, String field, long least, long most) throws StateFailed {
        var value = resolve(template, field);
        if (!value.isIntegralNumber() || value.longValue() < least || value.longValue() > most) {
            throw failure(
                    field,
                    "The field '%s' must be a whole number from %d to %d, but is %s."
                            .formatted(field, least, most, value));
        }
        return value.longValue();
    }

    String text(Template template, String field) throws StateFailed {
        var value = resolve(template, field);
        if (!value.isTextual()) {
            throw failure(field, "The field '%s' must be a string, but is %s.".formatted(field, value));
        }
        return value.textValue();
    }

    /** Records the failed evaluation and makes its error. */
    StateFailed failure(String field, String sentence) {
        var cause = "An error occurred while executing the state '%s' (entered at the event id #%d). %s"
                .formatted(visit.state().name(), visit.enteredEventId(), sentence);
        visit.record(
                "EvaluationFailed",
                "evaluationFailedEventDetails",
                Details.of()
                        .put("error", StateError.QUERY)
                        .put("cause", cause)
                        .put("location", field)
                        .put("state", visit.state().name()));
        return new StateFailed(StateError.of(StateError.QUERY, cause));
    }

    /** Refuses data longer than a state may carry. */
    JsonNode limit(JsonNode value) throws StateFailed {
        if (value.toString().getBytes(StandardCharsets.UTF_8).length > TaskTokens.LONGEST_OUTPUT_BYTES) {
            throw new StateFailed(StateError.of(
                    StateError.DATA_LIMIT,
                    "The state/task '%s' returned a result with a size exceeding the maximum number of bytes service limit."
                            .formatted(visit.state().name())));
        }
        return value;
    }
}
