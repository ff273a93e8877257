package dev.landfall.local.strict;

import dev.landfall.local.engine.integration.LambdaInvoke;
import dev.landfall.local.engine.integration.LambdaInvoke.LambdaError;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Lambda takes and gives 6 MB in a synchronous call (Lambda quotas). What a state may carry, 256 KiB, is the engine's
 * own limit, strict or not.
 */
record PayloadLimits(LambdaInvoke.Functions functions) implements LambdaInvoke.Functions {

    static final int LARGEST_REQUEST_BYTES = 6_291_456;

    /** A little more, for what Lambda puts around it. */
    static final int LARGEST_ANSWER_BYTES = 6_291_556;

    @Override
    public String invoke(String functionName, String payloadJson) throws LambdaError, InterruptedException {
        if (bytes(payloadJson) > LARGEST_REQUEST_BYTES) {
            throw LambdaError.ofService(
                    "Lambda.RequestTooLargeException",
                    "Request must be smaller than " + LARGEST_REQUEST_BYTES
                            + " bytes for the InvokeFunction operation (Service: Lambda, Status Code: 413)");
        }
        var answer = functions.invoke(functionName, payloadJson);
        if (bytes(answer) > LARGEST_ANSWER_BYTES) {
            throw new LambdaError(
                    "Function.ResponseSizeTooLarge",
                    "Response payload size exceeded maximum allowed payload size (" + LARGEST_ANSWER_BYTES + " bytes).",
                    List.of());
        }
        return answer;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
