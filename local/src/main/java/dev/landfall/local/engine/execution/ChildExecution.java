package dev.landfall.local.engine.execution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.landfall.local.engine.Execution;
import dev.landfall.local.engine.ExecutionStatus;
import dev.landfall.local.engine.definition.Resource.CallPattern;
import dev.landfall.local.engine.integration.TaskCall;
import java.util.Optional;
import java.util.UUID;

/**
 * {@code states:startExecution}, which answers when the execution has started, and {@code .sync:2}, which waits for its
 * end and gives its output as JSON.
 */
final class ChildExecution {

    private final Visit visit;
    private final TaskWork work;
    private final TaskCall call;

    ChildExecution(Visit visit, TaskWork work, TaskCall call) {
        this.visit = visit;
        this.work = work;
        this.call = call;
    }

    /** Gives stops the execution when the state that waits for it is left early. */
    Runnable begin() throws StateFailed {
        var arguments = call.arguments();
        var random = visit.flow().run().surroundings().random();
        var name = arguments.path("Name").asText(new UUID(random.nextLong(), random.nextLong()).toString());
        var input = arguments.has("Input") ? arguments.get("Input") : JsonNodeFactory.instance.objectNode();
        var waits = call.resource().pattern() == CallPattern.RUN_A_JOB;
        var started = new Object() {
            Optional<Execution> child = Optional.empty();
        };
        Runnable onEnd = () -> started.child.ifPresent(child -> {
            if (waits) {
                visit.later(() -> ended(child)).run();
            }
        });
        try {
            var child = visit.flow()
                    .run()
                    .surroundings()
                    .children()
                    .start(arguments.path("StateMachineArn").asText(), name, input, onEnd);
            started.child = Optional.of(child);
            var answer = answer(child);
            if (waits) {
                work.submitted(answer);
                return () -> {
                    if (child.status() == ExecutionStatus.RUNNING) {
                        child.stop("", "The state that waited for this execution was left.");
                    }
                };
            }
            visit.flow().run().surroundings().scheduler().execute(visit.later(() -> work.returned(answer)));
        } catch (IllegalArgumentException refused) {
            work.failed(StateError.of(
                    "StepFunctions.StateMachineDoesNotExistException", String.valueOf(refused.getMessage())));
        }
        return () -> {};
    }

    private static ObjectNode answer(Execution child) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("ExecutionArn", child.arn())
                .put("StartDate", child.startedAt().toEpochMilli());
    }

    private void ended(Execution child) throws StateFailed {
        var description = describe(child);
        if (child.status() == ExecutionStatus.SUCCEEDED) {
            work.returned(description);
        } else {
            work.failed(StateError.of("States.TaskFailed", description.toString()));
        }
    }

    private JsonNode describe(Execution child) {
        var node = answer(child);
        node.set("Input", child.input());
        node.put("Name", child.name())
                .put("StateMachineArn", child.machine().arn())
                .put("Status", child.status().name());
        child.stoppedAt().ifPresent(at -> node.put("StopDate", at.toEpochMilli()));
        // Only the second version of the integration parses the output.
        var parsed = call.resource().action().endsWith(":2");
        child.output().ifPresent(output -> node.set("Output", parsed ? output : node.textNode(output.toString())));
        child.error().ifPresent(error -> node.put("Error", error));
        child.cause().ifPresent(cause -> node.put("Cause", cause));
        return node;
    }
}
