package dev.landfall.gateway;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The deployed state machines, for a person at a shell who starts, follows and resumes executions. */
public interface Machines {

    /** The bucket that holds the runs of this deployment. */
    String runBucket();

    /**
     * Starts an execution.
     *
     * @param machine {@code migrate}, {@code rollback} …
     * @param name of the execution, which is the run's id; {@code RUN_ID_USED} where it was used in the last 90 days
     * @return its ARN
     */
    String start(String machine, String name, String inputJson);

    /** Of any machine, by the run's id. */
    Optional<Started> find(String runId);

    /** Of all machines, the newest first. */
    List<Started> newest(int atMost);

    /** Continues a failed execution at the state where it ended, with the definition it began with. */
    void redrive(String executionArn);

    /** States whose next attempt is awaited, each with its newest failure. */
    List<Postponed> postponed(String executionArn);

    /**
     * An execution.
     *
     * @param machine {@code migrate}, {@code rollback} …
     * @param status RUNNING, SUCCEEDED, FAILED, TIMED_OUT, ABORTED or PENDING_REDRIVE
     * @param error why it failed: an error's name, empty where it did not
     * @param cause why it failed, in words or as a problem's text
     * @param notRedrivable Step Functions' reason why it cannot be continued; empty where it can
     */
    record Started(
            String arn,
            String machine,
            String name,
            String status,
            Instant startedAt,
            Optional<Instant> stoppedAt,
            Optional<String> error,
            Optional<String> cause,
            Optional<String> notRedrivable) {

        public boolean isRunning() {
            return status.equals("RUNNING") || status.equals("PENDING_REDRIVE");
        }
    }

    /** A state that waits for its next attempt, and what the last one failed with. */
    record Postponed(String state, Instant since, String error, String cause) {}
}
