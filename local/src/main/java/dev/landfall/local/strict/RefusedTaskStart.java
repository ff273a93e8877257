package dev.landfall.local.strict;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.local.engine.integration.EcsRunTask;
import dev.landfall.local.engine.integration.TaskFailure;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * RunTask is throttled and fails at ECS's end now and then. Step Functions names its errors after the SDK's classes:
 * {@code ECS.ServerException} for ECS's own failure, and {@code ECS.AmazonECSException} for throttling, for which ECS
 * models no class of its own (aws/aws-sdk#821). Here each task is refused once.
 */
final class RefusedTaskStart implements EcsRunTask.Tasks {

    private static final List<TaskFailure> REFUSALS = List.of(
            new TaskFailure(
                    "ECS.AmazonECSException",
                    "Rate exceeded (Service: AmazonECS; Status Code: 400; Error Code: ThrottlingException)"),
            new TaskFailure(
                    "ECS.ServerException",
                    "Service Unavailable. Please try again later. (Service: AmazonECS; Status Code: 500; Error Code:"
                            + " ServerException)"));

    private final EcsRunTask.Tasks tasks;
    private final StrictSeed seed;
    private final Set<String> refused = ConcurrentHashMap.newKeySet();

    RefusedTaskStart(EcsRunTask.Tasks tasks, StrictSeed seed) {
        this.tasks = tasks;
        this.seed = seed;
    }

    @Override
    public JsonNode run(JsonNode request) throws TaskFailure, InterruptedException {
        var startedBy = request.path("StartedBy").asText();
        if (refused.add(startedBy)) {
            // Of the database alone: a run's name holds the time of day.
            var database = startedBy.substring(startedBy.indexOf('/') + 1);
            var refusal = REFUSALS.get(seed.below(REFUSALS.size(), "task of " + database));
            throw new TaskFailure(refusal.error(), refusal.causeText().orElse(""));
        }
        return tasks.run(request);
    }
}
