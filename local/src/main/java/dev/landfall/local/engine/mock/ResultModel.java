package dev.landfall.local.engine.mock;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.local.engine.definition.Resource;
import dev.landfall.local.engine.definition.Resource.CallPattern;
import dev.landfall.local.engine.mock.StateMock.Validation;
import dev.landfall.model.failure.Problem;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What the API models of the services that Landfall's own definitions call say of an answer: the type of each field.
 * Neither model requires a field, so that STRICT and PRESENT come to the same, and as in AWS a field that the model has
 * not is not looked at. {@code Payload} may be anything, as AWS's own examples have it. The answer that comes with a
 * task token has no model.
 */
final class ResultModel {

    private record Field(String type, Predicate<JsonNode> fits) {}

    private static final Field TEXT = new Field("a string", JsonNode::isTextual);
    private static final Field NUMBER = new Field("a whole number", JsonNode::isIntegralNumber);
    private static final Field LIST = new Field("a list", JsonNode::isArray);

    private static final Map<String, Map<String, Field>> MODELS = Map.of(
            "lambda:invoke",
            Map.of("StatusCode", NUMBER, "FunctionError", TEXT, "LogResult", TEXT, "ExecutedVersion", TEXT),
            "ecs:runTask",
            Map.of("Tasks", LIST, "Failures", LIST));

    private ResultModel() {}

    /** {@code MOCK_INVALID} where a field has another type than the service gives it. */
    static void check(String whose, Resource resource, StateMock.Result result) {
        if (result.validation() == Validation.NONE || resource.pattern() != CallPattern.REQUEST_RESPONSE) {
            return;
        }
        MODELS.getOrDefault(resource.service() + ":" + resource.action(), Map.of())
                .forEach((name, field) -> {
                    if (result.value().has(name)
                            && !field.fits().test(result.value().get(name))) {
                        throw Problem.operator(
                                        "MOCK_INVALID",
                                        "The mock " + whose + " cannot be used: " + name + " must be " + field.type()
                                                + ", as " + resource.arn() + " answers it.",
                                        "Correct it, or set fieldValidationMode to NONE.")
                                .asException();
                    }
                });
    }
}
