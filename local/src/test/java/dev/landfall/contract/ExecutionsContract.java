package dev.landfall.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.landfall.gateway.Change;
import dev.landfall.gateway.Executions;
import dev.landfall.gateway.Executions.StateRecord;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What everything that remembers executions does. */
public abstract class ExecutionsContract {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    protected abstract Executions executions();

    /**
     * The ARN of an ended execution: a Map over {@code [{"name":"app"}]} whose Task fails once, is tried again and
     * succeeds, then a Task that fails for good.
     */
    protected abstract String failed();

    /** The ARN of an execution whose first state waits. */
    protected abstract String running();

    /** The ARN of an execution that succeeded with the output {@code {"record":"abc"}}. */
    protected abstract String succeeded();

    @Test
    void onlyAnExecutionThatSucceededHasAnOutput() {
        assertThat(executions().output(succeeded()))
                .hasValueSatisfying(output -> assertThat(output.toString()).isEqualTo("{\"record\":\"abc\"}"));
        assertThat(executions().output(running())).isEmpty();
        assertThat(executions().output(failed())).isEmpty();
        assertThat(executions().output("arn:aws:states:us-east-1:123456789012:execution:landfall-migrate:nobody"))
                .isEmpty();
    }

    @Test
    void unknownExecutionHasNeitherStatusNorStates() {
        var unknown = "arn:aws:states:us-east-1:123456789012:execution:landfall-migrate:nobody";
        assertThat(executions().status(unknown)).isEmpty();
        assertThat(executions().states(unknown)).isEmpty();
    }

    @Test
    void runningExecutionShowsTheStateThatItIsIn() {
        var arn = running();
        assertThat(executions().status(arn)).contains("RUNNING");
        assertThat(executions().states(arn)).singleElement().satisfies(state -> {
            assertThat(state.name()).isEqualTo("Ask");
            assertThat(state.outcome()).isEqualTo("RUNNING");
            assertThat(state.duration().isNegative()).isFalse();
        });
    }

    @Test
    void rollbackIsStartedBesideAnExecutionOnceByItsName() {
        var arn = failed();
        assertThat(executions().startRollback(arn, "return-one", "{\"returns\":\"one\"}"))
                .isEqualTo(Change.CREATED);
        var started = arn.replaceFirst(":execution:.*", ":execution:landfall-rollback:return-one");
        assertThat(statusOnceKnown(started)).contains("RUNNING");
        assertThat(executions().startRollback(arn, "return-one", "{\"returns\":\"two\"}"))
                .as("the name is taken")
                .isEqualTo(Change.UNCHANGED);
    }

    /** An execution may be asked for sooner than it is known. */
    private Optional<String> statusOnceKnown(String arn) {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        var status = executions().status(arn);
        while (status.isEmpty() && System.nanoTime() < deadline) {
            Thread.onSpinWait();
            status = executions().status(arn);
        }
        return status;
    }

    @Test
    void statesComeInOrderWithOutcomeAttemptsAndDatabase() {
        var arn = failed();
        assertThat(executions().status(arn)).contains("FAILED");
        assertThat(executions().states(arn))
                .extracting(StateRecord::name, StateRecord::outcome, StateRecord::attempts, StateRecord::database)
                .containsExactly(
                        tuple("MoveDatabases", "SUCCEEDED", 1, Optional.empty()),
                        tuple("DumpDatabase", "SUCCEEDED", 2, Optional.of("app")),
                        tuple("Validate", "FAILED", 1, Optional.empty()));
    }
}
