package dev.landfall.gateway;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The executions of the state machines; a run's id is its execution's name. */
public interface Executions {

    /** RUNNING, SUCCEEDED, FAILED, TIMED_OUT or ABORTED; empty where no such execution is known. */
    Optional<String> status(String executionArn);

    /** States entered so far, in order; a state that is still running has outcome RUNNING. */
    List<StateRecord> states(String executionArn);

    /**
     * One state that an execution entered.
     *
     * @param outcome SUCCEEDED, FAILED or RUNNING
     * @param attempts how often its work was tried: waiting counts
     */
    record StateRecord(String name, Instant started, Duration duration, String outcome, int attempts) {}
}
