package dev.landfall.local.strict;

import dev.landfall.local.engine.integration.LambdaInvoke;
import dev.landfall.local.engine.integration.LambdaInvoke.LambdaError;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A function that nobody called for weeks is Inactive: its next call fails and wakes it. Lambda's developer guide,
 * "Function states"; the Invoke API's {@code ResourceNotReadyException}, which Step Functions shows with the prefix
 * {@code Lambda.}. Here every function is idle when the world is opened.
 */
final class IdleFunctions implements LambdaInvoke.Functions {

    private final LambdaInvoke.Functions functions;
    private final Set<String> awake = ConcurrentHashMap.newKeySet();

    IdleFunctions(LambdaInvoke.Functions functions) {
        this.functions = functions;
    }

    @Override
    public String invoke(String functionName, String payloadJson) throws LambdaError, InterruptedException {
        if (awake.add(functionName)) {
            throw LambdaError.ofService(
                    "Lambda.ResourceNotReadyException",
                    "The function is inactive and its VPC connection is no longer available. Wait for the VPC"
                            + " connection to reestablish and try again. (Service: Lambda, Status Code: 502)");
        }
        return functions.invoke(functionName, payloadJson);
    }
}
