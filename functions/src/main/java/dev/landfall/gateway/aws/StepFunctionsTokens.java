package dev.landfall.gateway.aws;

import dev.landfall.gateway.TaskTokens;
import dev.landfall.model.failure.LandfallException;
import dev.landfall.model.failure.Problem;
import java.util.function.Supplier;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.InvalidOutputException;
import software.amazon.awssdk.services.sfn.model.InvalidTokenException;
import software.amazon.awssdk.services.sfn.model.TaskDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.TaskTimedOutException;

/** Answers to Step Functions. The token never appears in a problem. */
public final class StepFunctionsTokens implements TaskTokens {

    private static final int LONGEST_ERROR = 256;
    private static final int LONGEST_CAUSE = 32_768;

    private final Supplier<SfnClient> sfn;

    public StepFunctionsTokens(AwsConnection connection) {
        this.sfn = new Later<>(() -> connection.client(SfnClient.builder()));
    }

    @Override
    public void succeed(String token, String outputJson) {
        answer(() ->
                sfn.get().sendTaskSuccess(request -> request.taskToken(token).output(outputJson)));
    }

    @Override
    public void fail(String token, String error, String cause) {
        answer(() -> sfn.get()
                .sendTaskFailure(request -> request.taskToken(token)
                        .error(cut(error, LONGEST_ERROR))
                        .cause(cut(cause, LONGEST_CAUSE))));
    }

    private static void answer(Supplier<?> call) {
        AwsProblem.guard("answer a waiting state", () -> {
            try {
                return call.get();
            } catch (InvalidTokenException | TaskDoesNotExistException | TaskTimedOutException e) {
                throw closed(e);
            } catch (InvalidOutputException e) {
                throw Problem.bug("OUTPUT_INVALID", "Step Functions does not take the output as JSON.")
                        .asException(e);
            }
        });
    }

    private static LandfallException closed(Exception cause) {
        return Problem.operator(
                        "GATE_CLOSED",
                        "What this answers no longer waits: Step Functions answered "
                                + cause.getClass().getSimpleName().replace("Exception", "") + ".",
                        "Look at the run's report for what was decided.")
                .asException(cause);
    }

    private static String cut(String text, int longest) {
        return text.length() > longest ? text.substring(0, longest) : text;
    }
}
