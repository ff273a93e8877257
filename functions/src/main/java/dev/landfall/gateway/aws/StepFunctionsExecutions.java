package dev.landfall.gateway.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.gateway.Change;
import dev.landfall.gateway.Executions;
import dev.landfall.gateway.RollbackMachine;
import dev.landfall.gateway.history.StateRecords;
import dev.landfall.model.Json;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** Executions as Step Functions remembers them: for 90 days after their end. */
public final class StepFunctionsExecutions implements Executions {

    private final Supplier<SfnClient> sfn;
    private final Clock clock;
    private final ExecutionStarter starter;

    public StepFunctionsExecutions(AwsConnection connection, Clock clock) {
        this.sfn = new Later<>(() -> connection.client(SfnClient.builder()));
        this.clock = clock;
        this.starter = new ExecutionStarter(SignedApi.trail(connection));
    }

    @Override
    public Optional<String> status(String executionArn) {
        return AwsProblem.guard("describe the execution " + executionArn, () -> {
            try {
                return Optional.of(sfn.get()
                        .describeExecution(request -> request.executionArn(executionArn))
                        .statusAsString());
            } catch (ExecutionDoesNotExistException e) {
                return Optional.empty();
            }
        });
    }

    @Override
    public Optional<JsonNode> output(String executionArn) {
        return AwsProblem.guard("read the output of " + executionArn, () -> {
            try {
                var execution = sfn.get().describeExecution(request -> request.executionArn(executionArn));
                return execution.status() == ExecutionStatus.SUCCEEDED
                        ? Optional.ofNullable(execution.output()).map(StepFunctionsExecutions::json)
                        : Optional.empty();
            } catch (ExecutionDoesNotExistException e) {
                return Optional.empty();
            }
        });
    }

    private static JsonNode json(String output) {
        try {
            return Json.MAPPER.readTree(output);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Step Functions answered an output that is no JSON", e);
        }
    }

    @Override
    public Optional<String> starter(String executionArn, Instant started) {
        return AwsProblem.guard("look up who started " + executionArn, () -> starter.of(executionArn, started));
    }

    @Override
    public Change startRollback(String executionArn, String name, String inputJson) {
        var machine = RollbackMachine.beside(executionArn);
        return AwsProblem.guard("start an execution of " + machine, () -> {
            try {
                sfn.get()
                        .startExecution(request ->
                                request.stateMachineArn(machine).name(name).input(inputJson));
                return Change.CREATED;
            } catch (ExecutionAlreadyExistsException e) {
                return Change.UNCHANGED;
            }
        });
    }

    @Override
    public List<StateRecord> states(String executionArn) {
        return AwsProblem.guard("read the history of " + executionArn, () -> {
            try {
                return StateRecords.of(HistoryEvents.of(sfn.get(), executionArn).toList(), clock.instant());
            } catch (ExecutionDoesNotExistException e) {
                return List.of();
            }
        });
    }
}
