package dev.landfall.local.command.view;

import dev.landfall.local.command.view.RunView.Active;
import dev.landfall.local.engine.ActiveState;
import dev.landfall.local.engine.ActiveState.WaitsFor;
import dev.landfall.local.engine.Execution;
import dev.landfall.local.world.LocalWorld;
import dev.landfall.local.world.execution.LiveRecords;
import java.time.Instant;
import java.util.List;

/** Looks at a run; looking changes nothing. */
public final class RunViewer {

    private final String command;
    private final LocalWorld world;
    private final Execution execution;
    private final WaitingReason reasons;

    public RunViewer(String command, LocalWorld world, Execution execution) {
        this.command = command;
        this.world = world;
        this.execution = execution;
        reasons = new WaitingReason(world);
    }

    public RunView look() {
        var now = Instant.now();
        var history = execution.history();
        var active = execution.activeStates().stream()
                .filter(state -> state.waitsFor() != WaitsFor.INNER_STATES)
                .map(state -> new Active(state.name(), state.path(), state.since(), reasons.of(state, history)))
                .toList();
        return new RunView(
                command,
                execution.name(),
                execution.status().name(),
                execution.startedAt(),
                now,
                LiveRecords.of(execution, now),
                active,
                moving(execution.activeStates())
                        ? TransferProgress.read(world.gateways().runStore(), execution.name())
                        : List.of());
    }

    private static boolean moving(List<ActiveState> states) {
        return states.stream().anyMatch(state -> TransferProgress.MOVES.contains(state.name()));
    }
}
