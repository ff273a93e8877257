package dev.landfall.local.strict;

import dev.landfall.local.engine.integration.LambdaInvoke;
import dev.landfall.local.engine.integration.LambdaInvoke.LambdaError;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A function that nobody called for weeks is Inactive: its next call fails and wakes it. Lambda's developer guide,
 * "Function states"; the Invoke API's {@code ResourceNotReadyException}, which Step Functions shows with the prefix
 * {@code Lambda.}. Here one function in three is idle when the world is opened: each costs a run the seconds that its
 * state waits for it to wake.
 */
final class IdleFunctions implements LambdaInvoke.Functions {

    private static final int ONE_IN = 3;

    private final LambdaInvoke.Functions functions;
    private final StrictSeed seed;
    private final Set<String> awake = ConcurrentHashMap.newKeySet();

    IdleFunctions(LambdaInvoke.Functions functions, StrictSeed seed) {
        this.functions = functions;
        this.seed = seed;
    }

    @Override
    public String invoke(String functionName, String payloadJson) throws LambdaError, InterruptedException {
        if (awake.add(functionName) && seed.below(ONE_IN, "idle " + functionName) == 0) {
            throw LambdaError.ofService(
                    "Lambda.ResourceNotReadyException",
                    "The function is inactive and its VPC connection is no longer available. Wait for the VPC"
                            + " connection to reestablish and try again. (Service: Lambda, Status Code: 502)");
        }
        return functions.invoke(functionName, payloadJson);
    }
}
