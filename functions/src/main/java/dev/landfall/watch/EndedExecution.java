package dev.landfall.watch;

import dev.landfall.gateway.Executions;
import dev.landfall.model.failure.Problem;

/**
 * An execution whose end was told.
 *
 * @param status {@code ABORTED}, {@code TIMED_OUT} or {@code FAILED}
 */
public record EndedExecution(String runId, String executionArn, String status) {

    /**
     * Whether it is over still: what is told late may be of an execution that was redriven since. {@code
     * EXECUTION_UNKNOWN} where nobody knows it.
     */
    public boolean isOver(Executions executions) {
        return !executions
                .status(executionArn)
                .orElseThrow(() -> Problem.retry(
                                "EXECUTION_UNKNOWN",
                                "Nobody knows the execution " + executionArn + ", whose end was told.",
                                "Look whether it runs; its run stays open until somebody closes it.")
                        .asException())
                .equals("RUNNING");
    }
}
