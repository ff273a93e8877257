package dev.landfall.local.engine.endpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.landfall.local.engine.Engine;
import dev.landfall.local.engine.Execution;
import dev.landfall.local.engine.TokenRejected;
import dev.landfall.local.engine.history.HistoryEvent;
import dev.landfall.model.Json;
import dev.landfall.model.failure.LandfallException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** The operations of Step Functions that the endpoint knows. Lists come in one page. */
final class Operations {

    private static final Duration LONGEST_STOP = Duration.ofSeconds(5);

    private final Engine engine;

    Operations(Engine engine) {
        this.engine = engine;
    }

    JsonNode answer(String operation, JsonNode request) {
        try {
            return switch (operation) {
                case "SendTaskSuccess" -> {
                    engine.tokens().sendTaskSuccess(required(request, "taskToken"), required(request, "output"));
                    yield JsonNodeFactory.instance.objectNode();
                }
                case "SendTaskFailure" -> {
                    engine.tokens()
                            .sendTaskFailure(
                                    required(request, "taskToken"), text(request, "error"), text(request, "cause"));
                    yield JsonNodeFactory.instance.objectNode();
                }
                case "SendTaskHeartbeat" -> {
                    engine.tokens().sendTaskHeartbeat(required(request, "taskToken"));
                    yield JsonNodeFactory.instance.objectNode();
                }
                case "StartExecution" -> start(request);
                case "StopExecution" -> stop(request);
                case "DescribeExecution" -> Descriptions.whole(execution(request));
                case "GetExecutionHistory" -> history(request);
                case "ListExecutions" -> list(request);
                default ->
                    throw new ServiceError(
                            "UnknownOperationException", "The operation " + operation + " is not served");
            };
        } catch (TokenRejected rejected) {
            throw new ServiceError(
                    rejected.reason().name(),
                    Optional.ofNullable(rejected.getMessage()).orElse(""));
        }
    }

    private JsonNode start(JsonNode request) {
        var machine = engine.machine(required(request, "stateMachineArn"))
                .orElseThrow(() -> new ServiceError("StateMachineDoesNotExist", "State Machine Does Not Exist"));
        var name = text(request, "name").orElseGet(() -> UUID.randomUUID().toString());
        try {
            var execution = engine.start(
                    machine, name, Json.MAPPER.readTree(text(request, "input").orElse("{}")));
            return JsonNodeFactory.instance
                    .objectNode()
                    .put("executionArn", execution.arn())
                    .put("startDate", HistoryEvent.epochSeconds(execution.startedAt()));
        } catch (JsonProcessingException notJson) {
            throw new ServiceError("InvalidExecutionInput", "Invalid State Machine Execution Input: it is not JSON");
        } catch (LandfallException refused) {
            throw new ServiceError(
                    startError(refused.problem().code()), refused.problem().seen());
        }
    }

    private static String startError(String code) {
        return switch (code) {
            case "EXECUTION_EXISTS" -> "ExecutionAlreadyExists";
            case "INPUT_TOO_LONG" -> "InvalidExecutionInput";
            default -> "ValidationException";
        };
    }

    private JsonNode stop(JsonNode request) {
        var execution = execution(request);
        execution.stop(text(request, "error").orElse(""), text(request, "cause").orElse(""));
        execution.await(LONGEST_STOP);
        var date = execution.stoppedAt().orElseGet(() -> engine.scheduler().now());
        return JsonNodeFactory.instance.objectNode().put("stopDate", HistoryEvent.epochSeconds(date));
    }

    private JsonNode history(JsonNode request) {
        var events = execution(request).history();
        var answer = JsonNodeFactory.instance.objectNode();
        var list = answer.putArray("events");
        (request.path("reverseOrder").asBoolean() ? events.reversed() : events)
                .forEach(event -> list.add(event.toWire()));
        return answer;
    }

    private JsonNode list(JsonNode request) {
        var machine = required(request, "stateMachineArn");
        var status = text(request, "statusFilter");
        var answer = JsonNodeFactory.instance.objectNode();
        var list = answer.putArray("executions");
        engine.executions().reversed().stream()
                .filter(execution -> execution.machine().arn().equals(machine))
                .filter(execution -> status.stream()
                        .allMatch(wanted -> wanted.equals(execution.status().name())))
                .forEach(execution -> list.add(Descriptions.brief(execution)));
        return answer;
    }

    private Execution execution(JsonNode request) {
        var arn = required(request, "executionArn");
        return engine.execution(arn)
                .orElseThrow(
                        () -> new ServiceError("ExecutionDoesNotExist", "Execution Does Not Exist: '" + arn + "'"));
    }

    private static Optional<String> text(JsonNode request, String member) {
        return Optional.ofNullable(request.path(member).textValue());
    }

    private static String required(JsonNode request, String member) {
        return text(request, member)
                .orElseThrow(() -> new ServiceError("ValidationException", "'" + member + "' must not be null"));
    }

    /** The forms in which executions are told. */
    private static final class Descriptions {

        static ObjectNode brief(Execution execution) {
            var node = JsonNodeFactory.instance
                    .objectNode()
                    .put("executionArn", execution.arn())
                    .put("stateMachineArn", execution.machine().arn())
                    .put("name", execution.name())
                    .put("status", execution.status().name())
                    .put("startDate", HistoryEvent.epochSeconds(execution.startedAt()));
            execution.stoppedAt().ifPresent(at -> node.put("stopDate", HistoryEvent.epochSeconds(at)));
            return node;
        }

        static ObjectNode whole(Execution execution) {
            var node = brief(execution).put("input", execution.input().toString());
            node.putObject("inputDetails").put("included", true);
            execution.output().ifPresent(output -> {
                node.put("output", output.toString());
                node.putObject("outputDetails").put("included", true);
            });
            execution.error().ifPresent(error -> node.put("error", error));
            execution.cause().ifPresent(cause -> node.put("cause", cause));
            return node;
        }
    }
}
