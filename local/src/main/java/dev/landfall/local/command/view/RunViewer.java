package dev.landfall.local.command.view;

import dev.landfall.local.command.view.RunView.Active;
import dev.landfall.local.engine.ActiveState;
import dev.landfall.local.engine.ActiveState.WaitsFor;
import dev.landfall.local.engine.Execution;
import dev.landfall.local.world.LocalWorld;
import dev.landfall.local.world.execution.LiveRecords;
import dev.landfall.model.Json;
import dev.landfall.model.RunLayout;
import dev.landfall.model.transfer.Progress;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at a run; looking changes nothing. */
public final class RunViewer {

    private static final Logger LOG = LoggerFactory.getLogger(RunViewer.class);
    private static final List<String> COMMANDS = List.of("dump", "restore", "compare");
    private static final Set<String> MOVES = Set.of("DumpDatabase", "RestoreDatabase", "CompareDatabase");

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
                moving(execution.activeStates()) ? transfers() : List.of());
    }

    private static boolean moving(List<ActiveState> states) {
        return states.stream().anyMatch(state -> MOVES.contains(state.name()));
    }

    private List<Progress> transfers() {
        var store = world.gateways().runStore();
        var layout = new RunLayout(execution.name());
        var found = new ArrayList<Progress>();
        for (var database : store.folders(layout.file("databases/"))) {
            for (var each : COMMANDS) {
                store.read(layout.database(database).progress(each))
                        .flatMap(RunViewer::progress)
                        .ifPresent(found::add);
            }
        }
        return found;
    }

    private static Optional<Progress> progress(byte[] json) {
        try {
            return Optional.of(Json.MAPPER.readValue(json, Progress.class));
        } catch (IOException e) {
            LOG.warn("a progress file cannot be read", e);
            return Optional.empty();
        }
    }
}
