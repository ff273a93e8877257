package dev.landfall.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The executions of the state machines; a run's id is its execution's name. */
public interface Executions {

    /** RUNNING, SUCCEEDED, FAILED, TIMED_OUT or ABORTED; empty where no such execution is known. */
    Optional<String> status(String executionArn);

    /** What an execution that SUCCEEDED answered; empty for any other, and where no such execution is known. */
    Optional<JsonNode> output(String executionArn);

    /** States entered so far, in order; a state that is still running has outcome RUNNING. */
    List<StateRecord> states(String executionArn);

    /**
     * Who started an execution, where AWS itself tells the name; empty where no record of it has come yet (it comes some
     * minutes later), or where the name on it was the caller's own choice.
     *
     * @param started when, as the execution says
     */
    Optional<String> starter(String executionArn, Instant started);

    /**
     * Starts the machine {@code rollback} of the deployment that an execution belongs to.
     *
     * @param executionArn of any of its executions
     * @return UNCHANGED where it has an execution of that name already, whatever became of it
     */
    Change startRollback(String executionArn, String name, String inputJson);

    /**
     * One state that an execution entered.
     *
     * @param outcome SUCCEEDED, FAILED or RUNNING
     * @param attempts how often its work was tried: waiting counts
     * @param database the one it works for, inside MoveDatabases
     */
    record StateRecord(
            String name, Instant started, Duration duration, String outcome, int attempts, Optional<String> database) {

        /** Of a state that works for the whole run. */
        public StateRecord(String name, Instant started, Duration duration, String outcome, int attempts) {
            this(name, started, duration, outcome, attempts, Optional.empty());
        }

        /** For people: {@code Preflight}, {@code DumpDatabase app}. */
        public String label() {
            return database.map(of -> name + " " + of).orElse(name);
        }
    }
}
