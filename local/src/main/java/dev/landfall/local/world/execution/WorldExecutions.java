package dev.landfall.local.world.execution;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.gateway.Change;
import dev.landfall.gateway.Executions;
import dev.landfall.gateway.RollbackMachine;
import dev.landfall.local.engine.Execution;
import dev.landfall.model.failure.LandfallException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * What is remembered of executions, with the engine to start others.
 *
 * @param rollback starts the machine {@code rollback}, by name and input
 * @param started is told each execution that was started here
 */
public record WorldExecutions(
        ExecutionRecords records, BiFunction<String, String, Execution> rollback, Consumer<Execution> started)
        implements Executions {

    @Override
    public Optional<String> status(String executionArn) {
        return records.status(executionArn);
    }

    @Override
    public Optional<JsonNode> output(String executionArn) {
        return records.output(executionArn);
    }

    @Override
    public List<StateRecord> states(String executionArn) {
        return records.states(executionArn);
    }

    @Override
    public Optional<String> starter(String executionArn, Instant at) {
        return records.starter(executionArn, at);
    }

    @Override
    public Change startRollback(String executionArn, String name, String inputJson) {
        var arn = RollbackMachine.beside(executionArn).replace(":stateMachine:", ":execution:") + ":" + name;
        if (records.find(arn).isPresent()) {
            return Change.UNCHANGED;
        }
        try {
            started.accept(rollback.apply(name, inputJson));
            return Change.CREATED;
        } catch (LandfallException e) {
            if (e.problem().code().equals("EXECUTION_EXISTS")) {
                return Change.UNCHANGED;
            }
            throw e;
        }
    }
}
