package dev.landfall.local.strict;

import dev.landfall.local.engine.integration.LambdaInvoke;
import dev.landfall.local.engine.integration.LambdaInvoke.LambdaError;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Lambda ends a function that works longer than its time-out; Step Functions shows {@code Sandbox.Timedout}. Here its
 * thread is interrupted, which most waits heed, and whatever it does after is heard by nobody.
 *
 * @param time that the deployment gives a function
 */
record FunctionTimeouts(LambdaInvoke.Functions functions, Function<String, Duration> time)
        implements LambdaInvoke.Functions {

    @Override
    public String invoke(String functionName, String payloadJson) throws LambdaError, InterruptedException {
        var work = new FutureTask<>(() -> functions.invoke(functionName, payloadJson));
        Thread.ofPlatform().daemon().name(functionName).start(work);
        var limit = time.apply(functionName);
        try {
            return work.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            work.cancel(true);
            throw new LambdaError(
                    "Sandbox.Timedout",
                    String.format(
                            Locale.ROOT, "RequestId: 0 Error: Task timed out after %d.00 seconds", limit.toSeconds()),
                    List.of());
        } catch (InterruptedException e) {
            work.cancel(true);
            throw e;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof LambdaError thrown) {
                throw thrown;
            }
            throw new IllegalStateException("the function " + functionName + " could not be called", e);
        }
    }
}
