package dev.landfall.contract.aws;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.contract.CallRecorder;
import dev.landfall.contract.ExecutionsContract;
import dev.landfall.contract.PackedArchive;
import dev.landfall.contract.WaitingEngine;
import dev.landfall.gateway.Executions;
import dev.landfall.gateway.aws.AwsConnection;
import dev.landfall.gateway.aws.StepFunctionsExecutions;
import dev.landfall.model.failure.LandfallException;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

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

    @Test
    void everyCallUsesExactlyItsActions() {
        var recorder = new CallRecorder();
        var connection = AwsConnection.to(engine.endpoint()).shownTo(recorder);
        var watched = recorder.watch(Executions.class, new StepFunctionsExecutions(connection, Clock.systemUTC()));
        var arn = running();

        watched.status(arn);
        watched.output(arn);
        watched.states(arn);
        watched.startRollback(arn, "return-one", "{}");
        // The engine keeps no trail; what counts is the right that was asked for.
        assertThatThrownBy(() -> watched.starter(arn, Instant.now())).isInstanceOf(LandfallException.class);

        recorder.assertUsedExactlyWhatIsListed(Executions.class);
    }

    @Override
    protected String succeeded() {
        return engine.answer().arn();
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
