package dev.landfall.contract.aws;

import dev.landfall.contract.EngineTaskTokensContract;
import dev.landfall.contract.PackedArchive;
import dev.landfall.contract.WaitingEngine;
import dev.landfall.gateway.TaskTokens;
import dev.landfall.gateway.aws.AwsConnection;
import dev.landfall.gateway.aws.StepFunctionsTokens;

/** Through the real SDK against the engine's endpoint; moto takes no answers to tokens. */
class StepFunctionsTokensIT extends EngineTaskTokensContract {

    @Override
    protected TaskTokens tokens(WaitingEngine engine) {
        return PackedArchive.gateway(TaskTokens.class, StepFunctionsTokens.class, AwsConnection.to(engine.endpoint()));
    }
}
