package dev.landfall.local.engine.integration;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * {@code ecs:runTask}, with and without task token. As in AWS, a call that started nothing but lists
 * {@code Failures} is a success: the state does not look at them.
 */
public final class EcsRunTask implements TaskIntegration {

    /** The part of ECS that starts tasks. */
    @FunctionalInterface
    public interface Tasks {

        /**
         * Runs tasks.
         *
         * @param request RunTask's request, members with a capital first letter
         * @return RunTask's answer with {@code Tasks} and {@code Failures}
         * @throws TaskFailure where the request itself was refused, such as {@code ECS.ClusterNotFoundException}
         */
        JsonNode run(JsonNode request) throws TaskFailure, InterruptedException;
    }

    private final Tasks tasks;

    public EcsRunTask(Tasks tasks) {
        this.tasks = tasks;
    }

    @Override
    public JsonNode call(TaskCall call) throws TaskFailure, InterruptedException {
        return tasks.run(call.arguments());
    }
}
