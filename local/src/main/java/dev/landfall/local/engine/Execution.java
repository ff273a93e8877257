package dev.landfall.local.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.local.engine.history.HistoryEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One execution of a state machine. Every method may be called from any thread at any time. */
public interface Execution {

    String name();

    String arn();

    StateMachine machine();

    JsonNode input();

    ExecutionStatus status();

    /** Present once {@code SUCCEEDED}. */
    Optional<JsonNode> output();

    /** May be present once the execution ended otherwise than {@code SUCCEEDED}. */
    Optional<String> error();

    Optional<String> cause();

    Instant startedAt();

    Optional<Instant> stoppedAt();

    /** The events so far. */
    List<HistoryEvent> history();

    /** The states being visited now, outer before inner. */
    List<ActiveState> activeStates();

    /**
     * Ends the execution as {@code ABORTED}, as StopExecution does; nothing happens when it has ended already. Returns
     * at once: in virtual time the end comes when time is next run.
     */
    void stop(String error, String cause);

    /**
     * Waits for the end, and until every listener was told of it; in virtual time it runs time until then.
     *
     * @return false when the limit passed first, or in virtual time when the execution waits for something that only
     *     the caller can do, such as answering a task token
     */
    boolean await(Duration limit);
}
