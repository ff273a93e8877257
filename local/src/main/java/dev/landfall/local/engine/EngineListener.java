package dev.landfall.local.engine;

import dev.landfall.local.engine.history.HistoryEvent;

/**
 * Is told what happens as it happens, on the engine's own thread: keep it short, never block in it. What it throws is
 * logged and does not reach the execution.
 */
public interface EngineListener {

    default void onEvent(Execution execution, HistoryEvent event) {}

    /** The execution has ended; stands for EventBridge's "Step Functions Execution Status Change". */
    default void onEnd(Execution execution) {}
}
