package dev.landfall.gateway.aws;

import dev.landfall.gateway.Executions;
import dev.landfall.gateway.history.HistoryEntry;
import dev.landfall.gateway.history.StateRecords;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;

/** Executions as Step Functions remembers them: for 90 days after their end. */
public final class StepFunctionsExecutions implements Executions {

    private static final int PAGE = 1000;

    private final Supplier<SfnClient> sfn;
    private final Clock clock;

    public StepFunctionsExecutions(AwsConnection connection, Clock clock) {
        this.sfn = new Later<>(() -> connection.client(SfnClient.builder()));
        this.clock = clock;
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
    public List<StateRecord> states(String executionArn) {
        return AwsProblem.guard("read the history of " + executionArn, () -> {
            try {
                return StateRecords.of(
                        sfn
                                .get()
                                .getExecutionHistoryPaginator(request ->
                                        request.executionArn(executionArn).maxResults(PAGE))
                                .events()
                                .stream()
                                .map(StepFunctionsExecutions::entry)
                                .toList(),
                        clock.instant());
            } catch (ExecutionDoesNotExistException e) {
                return List.of();
            }
        });
    }

    private static HistoryEntry entry(HistoryEvent event) {
        var entered = Optional.ofNullable(event.stateEnteredEventDetails());
        var left = Optional.ofNullable(event.stateExitedEventDetails());
        return new HistoryEntry(
                event.id(),
                event.previousEventId(),
                event.timestamp(),
                event.typeAsString(),
                entered.map(details -> details.name())
                        .or(() -> left.map(details -> details.name()))
                        .orElse(""),
                entered.map(details -> details.input()).orElse("{}"));
    }
}
