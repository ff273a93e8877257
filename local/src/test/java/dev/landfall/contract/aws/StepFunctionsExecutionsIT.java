package dev.landfall.contract.aws;

import dev.landfall.contract.ExecutionsContract;
import dev.landfall.contract.PackedArchive;
import dev.landfall.contract.WaitingEngine;
import dev.landfall.gateway.Executions;
import dev.landfall.gateway.aws.AwsConnection;
import dev.landfall.gateway.aws.StepFunctionsExecutions;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;

/** Through the real SDK against the engine's endpoint; moto runs no JSONata definition. */
class StepFunctionsExecutionsIT extends ExecutionsContract {

    private final WaitingEngine engine = new WaitingEngine();

    @AfterEach
    void close() {
        engine.close();
    }

    @Override
    protected Executions executions() {
        return PackedArchive.gateway(
                Executions.class,
                StepFunctionsExecutions.class,
                AwsConnection.to(engine.endpoint()),
                Clock.systemUTC());
    }

    @Override
    protected String failed() {
        return engine.fail().arn();
    }

    @Override
    protected String running() {
        var execution = engine.ask();
        engine.token();
        return execution.arn();
    }
}
