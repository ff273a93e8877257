package dev.landfall.local.strict;

import dev.landfall.local.engine.integration.LambdaInvoke;
import dev.landfall.local.engine.integration.LambdaInvoke.LambdaError;
import java.util.List;

/**
 * Some calls of functions fail for no fault of theirs, once and then no more. Step Functions' best practice "Handle
 * transient Lambda service exceptions" and the Invoke API's list of errors name them. Two of them come after the
 * function has done its work and before anybody heard of it: it is then called a second time.
 */
final class PassingFailures implements LambdaInvoke.Functions {

    /** A state's call fails where this one of so many numbers is drawn: the first call, or the second if there is one. */
    private static final int ONE_IN = 6;

    private record Failure(String error, boolean afterItsWork, String text) {}

    private static final List<Failure> FAILURES = List.of(
            new Failure("Lambda.TooManyRequestsException", false, "Rate Exceeded. (Service: Lambda, Status Code: 429)"),
            new Failure("Lambda.ServiceException", false, "(Service: Lambda, Status Code: 500)"),
            new Failure(
                    "Lambda.Unknown",
                    true,
                    "The cause could not be determined because Lambda did not return an error type. Returned payload:"
                            + " {\"errorMessage\":\"RequestId: 0 Process exited before completing request\"}"),
            new Failure("Sandbox.Timedout", true, "RequestId: 0 Error: Task timed out"));

    private final LambdaInvoke.Functions functions;
    private final StrictSeed seed;
    private final Occasions occasions = new Occasions();

    PassingFailures(LambdaInvoke.Functions functions, StrictSeed seed) {
        this.functions = functions;
        this.seed = seed;
    }

    @Override
    public String invoke(String functionName, String payloadJson) throws LambdaError, InterruptedException {
        var state = CallingState.current();
        if (state.isEmpty()) {
            return functions.invoke(functionName, payloadJson);
        }
        var subject = occasions.subject(state.get());
        if (occasions.next(state.get()) != seed.below(ONE_IN, "fails " + subject)) {
            return functions.invoke(functionName, payloadJson);
        }
        var failure = FAILURES.get(seed.below(FAILURES.size(), "how " + subject));
        if (failure.afterItsWork()) {
            functions.invoke(functionName, payloadJson);
        }
        throw LambdaError.ofService(failure.error(), failure.text());
    }
}
