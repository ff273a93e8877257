package dev.landfall.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import dev.landfall.gateway.Gateways;
import dev.landfall.model.Json;
import dev.landfall.model.failure.Problem;
import dev.landfall.rights.CheckRequest;
import dev.landfall.rights.FunctionCheck;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * The JSON boundary of every state's handler: Landfall's own JSON in and out, whatever the runtime's own reader would
 * make of records. A {@link CheckRequest} in the place of the input is answered with what the function finds out about
 * itself.
 *
 * @param <I> the state's Payload
 * @param <O> what the state gets as {@code $states.result.Payload}
 */
public abstract class StateHandler<I, O> implements RequestStreamHandler {

    private final Class<I> inputType;
    private final Gateways gateways;

    protected StateHandler(Class<I> inputType, Gateways gateways) {
        this.inputType = inputType;
        this.gateways = gateways;
    }

    protected abstract O handle(I input);

    protected final Gateways gateways() {
        return gateways;
    }

    @Override
    public final void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        var sent = input.readAllBytes();
        var check = CheckRequest.in(sent);
        // Before anything else: whatever a function does, it is not asked to do it now.
        Json.MAPPER.writeValue(
                output,
                check.isPresent()
                        ? FunctionCheck.of(getClass().getSimpleName(), gateways, check.get())
                        : handle(read(sent)));
    }

    private I read(byte[] input) throws IOException {
        try {
            return Json.MAPPER
                    .readerFor(inputType)
                    .with(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                    .readValue(input);
        } catch (JsonProcessingException e) {
            // The reader's message quotes what it could not read, and that may be a task token.
            var where = e instanceof JsonMappingException mapping ? mapping.getPathReference() : "its JSON";
            throw Problem.bug(
                            "INPUT_INVALID",
                            "The input of " + getClass().getSimpleName() + " is not what its state sends; see " + where
                                    + ".")
                    .asException();
        }
    }
}
