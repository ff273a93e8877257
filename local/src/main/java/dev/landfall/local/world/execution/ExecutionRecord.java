package dev.landfall.local.world.execution;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.gateway.Executions.StateRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One execution, as it is kept in a file. It holds no input or output of a state: those carry task tokens.
 *
 * @param output of the whole execution, once it SUCCEEDED
 * @param status {@code RUNNING}, {@code SUCCEEDED}, {@code FAILED}, {@code TIMED_OUT} or {@code ABORTED}
 */
public record ExecutionRecord(
        String name,
        String arn,
        String machine,
        String status,
        Instant startedAt,
        Optional<Instant> stoppedAt,
        Optional<String> error,
        Optional<String> cause,
        Optional<JsonNode> output,
        List<StateRecord> states) {

    public ExecutionRecord {
        states = List.copyOf(states);
    }

    /** Its last state; those that only hold others come before it. */
    public String lastState() {
        return states.stream()
                .reduce((earlier, later) -> later)
                .map(StateRecord::label)
                .orElse("none yet");
    }

    /** As it is where no process works for it any more and nothing has closed it: {@code CUT_OFF}. */
    public ExecutionRecord cutOff() {
        return new ExecutionRecord(
                name, arn, machine, "CUT_OFF", startedAt, Optional.empty(), error, cause, output, states);
    }

    public boolean isRunning() {
        return status.equals("RUNNING");
    }

    ExecutionRecord aborted(Instant at, String why) {
        return new ExecutionRecord(
                name,
                arn,
                machine,
                "ABORTED",
                startedAt,
                Optional.of(at),
                Optional.of("Landfall.CommandEnded"),
                Optional.of(why),
                Optional.empty(),
                states);
    }
}
