package dev.landfall.local.world.function;

import dev.landfall.gateway.TaskTokens;
import dev.landfall.local.engine.TokenRejected;
import dev.landfall.model.failure.Problem;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Answers task tokens of the local engine.
 *
 * @param engine asked at each call, because the engine is made after the handlers that answer its tokens
 */
public record EngineTokens(Supplier<dev.landfall.local.engine.TaskTokens> engine) implements TaskTokens {

    @Override
    public void succeed(String token, String outputJson) {
        answer(() -> engine.get().sendTaskSuccess(token, outputJson));
    }

    @Override
    public void fail(String token, String error, String cause) {
        answer(() -> engine.get().sendTaskFailure(token, Optional.of(error), Optional.of(cause)));
    }

    private static void answer(Runnable call) {
        try {
            call.run();
        } catch (TokenRejected e) {
            throw switch (e.reason()) {
                case InvalidOutput ->
                    Problem.bug("OUTPUT_INVALID", e.getMessage() + ".").asException(e);
                case InvalidToken, TaskDoesNotExist, TaskTimedOut ->
                    Problem.operator(
                                    "GATE_CLOSED",
                                    "What this answers no longer waits: " + e.getMessage() + ".",
                                    "Look at the run's report for what was decided.")
                            .asException(e);
            };
        }
    }
}
