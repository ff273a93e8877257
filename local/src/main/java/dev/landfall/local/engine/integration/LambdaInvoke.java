package dev.landfall.local.engine.integration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.landfall.local.engine.definition.Resource;
import dev.landfall.model.Json;
import java.util.List;

/**
 * {@code lambda:invoke} and direct Lambda resources. The result of {@code lambda:invoke} has AWS's
 * {@code ExecutedVersion}, {@code Payload} and {@code StatusCode}; that of a direct resource is the payload itself.
 */
public final class LambdaInvoke implements TaskIntegration {

    /** A deployed function behind its JSON boundary. */
    @FunctionalInterface
    public interface Functions {

        /**
         * Invokes a function and waits for it.
         *
         * @param functionName as in {@code FunctionName}: name or ARN
         * @return the payload it returned, as JSON
         * @throws LambdaError where the function threw
         */
        String invoke(String functionName, String payloadJson) throws LambdaError, InterruptedException;
    }

    /** What Lambda reports of a function that threw; the type is the class name of the exception. */
    public static final class LambdaError extends Exception {

        private final String errorType;
        private final String errorMessage;
        private final List<String> trace;
        private final boolean ofService;

        public LambdaError(String errorType, String errorMessage, List<String> stackTrace) {
            this(errorType, errorMessage, stackTrace, false);
        }

        private LambdaError(String errorType, String errorMessage, List<String> stackTrace, boolean ofService) {
            super(errorType + ": " + errorMessage);
            this.errorType = errorType;
            this.errorMessage = errorMessage;
            this.ofService = ofService;
            trace = List.copyOf(stackTrace);
        }

        /** What Lambda itself answered instead of the function; its text is the Cause as it is. */
        public static LambdaError ofService(String errorName, String text) {
            return new LambdaError(errorName, text, List.of(), true);
        }

        public String errorType() {
            return errorType;
        }

        /** What Step Functions gives as Cause: JSON of what a function threw. */
        String causeText() {
            if (ofService) {
                return errorMessage;
            }
            var node = JsonNodeFactory.instance.objectNode();
            node.put("errorMessage", errorMessage).put("errorType", errorType);
            var lines = node.putArray("stackTrace");
            trace.forEach(lines::add);
            return node.toString();
        }
    }

    private final Functions functions;

    public LambdaInvoke(Functions functions) {
        this.functions = functions;
    }

    @Override
    public JsonNode call(TaskCall call) throws TaskFailure, InterruptedException {
        if (call.resource().pattern() == Resource.CallPattern.DIRECT_LAMBDA) {
            return invoke(call.resource().arn(), call.arguments());
        }
        var name = call.arguments().path("FunctionName");
        if (!name.isTextual()) {
            throw new TaskFailure("Lambda.ValidationException", "FunctionName is missing or no string.");
        }
        var payload = call.arguments().has("Payload")
                ? call.arguments().get("Payload")
                : JsonNodeFactory.instance.objectNode();
        var result = JsonNodeFactory.instance.objectNode();
        result.put("ExecutedVersion", "$LATEST");
        result.set("Payload", invoke(name.textValue(), payload));
        result.put("StatusCode", 200);
        return result;
    }

    private JsonNode invoke(String name, JsonNode payload) throws TaskFailure, InterruptedException {
        try {
            return Json.MAPPER.readTree(functions.invoke(name, payload.toString()));
        } catch (LambdaError thrown) {
            throw new TaskFailure(thrown.errorType(), thrown.causeText());
        } catch (JsonProcessingException notJson) {
            throw new TaskFailure("Lambda.Unknown", "The function " + name + " returned text that is not JSON.");
        }
    }
}
