package dev.landfall.local.strict;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.local.engine.integration.EcsRunTask;
import dev.landfall.local.engine.integration.TaskFailure;
import java.time.Duration;

/**
 * A Fargate task is provisioned, pulls its image and starts its program before its first heartbeat, 45 to 90 seconds
 * after RunTask. Here it is as late as a test can bear.
 */
record SlowTaskStart(EcsRunTask.Tasks tasks, Duration late) implements EcsRunTask.Tasks {

    @Override
    public JsonNode run(JsonNode request) throws TaskFailure, InterruptedException {
        Thread.sleep(late);
        return tasks.run(request);
    }
}
