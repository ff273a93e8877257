package dev.landfall.contract.aws;

import dev.landfall.contract.CallRecorder;
import dev.landfall.contract.EngineTaskTokensContract;
import dev.landfall.contract.PackedArchive;
import dev.landfall.contract.WaitingEngine;
import dev.landfall.gateway.TaskTokens;
import dev.landfall.gateway.aws.AwsConnection;
import dev.landfall.gateway.aws.StepFunctionsTokens;
import org.junit.jupiter.api.Test;

/** Through the real SDK against the engine's endpoint; moto takes no answers to tokens. */
class StepFunctionsTokensIT extends EngineTaskTokensContract {

    @Override
    protected TaskTokens tokens(WaitingEngine engine) {
        return PackedArchive.gateway(TaskTokens.class, StepFunctionsTokens.class, AwsConnection.to(engine.endpoint()));
    }

    @Test
    void everyCallUsesExactlyItsActions() {
        try (var engine = new WaitingEngine()) {
            var recorder = new CallRecorder();
            var watched = recorder.watch(
                    TaskTokens.class,
                    new StepFunctionsTokens(AwsConnection.to(engine.endpoint()).shownTo(recorder)));
            engine.ask();
            watched.succeed(engine.token(), "{}");
            engine.ask();
            watched.fail(engine.token(), "Error", "cause");

            recorder.assertUsedExactlyWhatIsListed(TaskTokens.class);
        }
    }
}
