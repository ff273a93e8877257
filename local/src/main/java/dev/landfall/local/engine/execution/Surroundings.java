package dev.landfall.local.engine.execution;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.local.engine.EngineListener;
import dev.landfall.local.engine.Execution;
import dev.landfall.local.engine.TaskTokens;
import dev.landfall.local.engine.integration.Integrations;
import dev.landfall.local.engine.jsonata.AwsFunctions;
import dev.landfall.local.engine.time.Scheduler;
import java.util.random.RandomGenerator;

/** What an engine gives each of its executions. */
public record Surroundings(
        Scheduler scheduler,
        TaskTokens tokens,
        Integrations integrations,
        RandomGenerator random,
        AwsFunctions functions,
        EngineListener listener,
        Children children,
        Given given) {

    /** Starts an execution for {@code states:startExecution}. */
    @FunctionalInterface
    public interface Children {

        /**
         * Starts it and tells of its end.
         *
         * @throws IllegalArgumentException where there is no such machine, or the name is taken
         */
        Execution start(String machineArn, String name, JsonNode input, Runnable onEnd);
    }
}
