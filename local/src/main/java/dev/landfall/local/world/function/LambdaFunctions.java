package dev.landfall.local.world.function;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.landfall.local.engine.integration.LambdaInvoke;
import dev.landfall.model.failure.StillWaitingException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Functions by name. An exception becomes Lambda's error object: class name, message, stack trace.
 *
 * @param byName a function's name is its state's
 */
public record LambdaFunctions(Map<String, RequestStreamHandler> byName) implements LambdaInvoke.Functions {

    private static final Logger LOG = LoggerFactory.getLogger(LambdaFunctions.class);

    public LambdaFunctions {
        byName = Map.copyOf(byName);
    }

    @Override
    public String invoke(String functionName, String payloadJson) throws LambdaInvoke.LambdaError {
        var handler = byName.get(functionName);
        if (handler == null) {
            throw new LambdaInvoke.LambdaError(
                    "Lambda.ResourceNotFoundException", "Function not found: " + functionName, java.util.List.of());
        }
        var output = new ByteArrayOutputStream();
        try {
            handler.handleRequest(
                    new ByteArrayInputStream(payloadJson.getBytes(StandardCharsets.UTF_8)),
                    output,
                    new LocalContext(functionName));
            return output.toString(StandardCharsets.UTF_8);
        } catch (IOException | RuntimeException e) {
            // Lambda's own boundary: whatever a function throws becomes its error object.
            if (e instanceof StillWaitingException waits) {
                LOG.info("{} waits: {}", functionName, waits.problem().seen());
            } else {
                LOG.info("{} failed", functionName, e);
            }
            throw new LambdaInvoke.LambdaError(
                    e.getClass().getName(),
                    String.valueOf(e.getMessage()),
                    Arrays.stream(e.getStackTrace())
                            .map(StackTraceElement::toString)
                            .toList());
        }
    }
}
