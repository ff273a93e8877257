package dev.landfall.local.strict;

import dev.landfall.local.engine.integration.LambdaInvoke;
import dev.landfall.local.engine.integration.LambdaInvoke.LambdaError;

/**
 * A function that an event calls is called again by Lambda itself where the call fails: two more times for what it
 * throws (Lambda developer guide, "How Lambda handles errors and retries with asynchronous invocation").
 */
public record EventInvoke(LambdaInvoke.Functions functions) implements LambdaInvoke.Functions {

    private static final int ATTEMPTS = 3;

    @Override
    public String invoke(String functionName, String payloadJson) throws LambdaError, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                return functions.invoke(functionName, payloadJson);
            } catch (LambdaError e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }
}
