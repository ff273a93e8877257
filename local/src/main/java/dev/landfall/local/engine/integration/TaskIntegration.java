package dev.landfall.local.engine.integration;

import com.fasterxml.jackson.databind.JsonNode;

/** A service that Task states call. */
@FunctionalInterface
public interface TaskIntegration {

    /**
     * Makes the call. It may block: in real time it runs on a thread of its own. When the state timed out or was given
     * up meanwhile, the result is thrown away.
     *
     * @return the task's result; where the state waits for a task token, the service's answer, which only history shows
     * @throws TaskFailure where the call failed; a {@code RuntimeException} ends the execution as {@code States.Runtime}
     */
    JsonNode call(TaskCall call) throws TaskFailure, InterruptedException;
}
