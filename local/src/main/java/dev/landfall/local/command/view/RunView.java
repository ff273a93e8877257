package dev.landfall.local.command.view;

import dev.landfall.gateway.Executions.StateRecord;
import dev.landfall.model.transfer.Progress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A run at one moment.
 *
 * @param command {@code rehearse}, {@code cutover} or {@code rollback}
 * @param status the execution's
 * @param states entered so far, in order
 * @param active those being visited now
 * @param transfers the mover's words, for the databases of this run
 */
public record RunView(
        String command,
        String runId,
        String status,
        Instant startedAt,
        Instant at,
        List<StateRecord> states,
        List<Active> active,
        List<Progress> transfers) {

    public RunView {
        states = List.copyOf(states);
        active = List.copyOf(active);
        transfers = List.copyOf(transfers);
    }

    /**
     * A state being visited.
     *
     * @param reason why it waits, in words; empty where it works
     */
    public record Active(String name, String path, Instant since, Optional<String> reason) {}
}
