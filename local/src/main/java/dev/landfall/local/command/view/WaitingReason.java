package dev.landfall.local.command.view;

import dev.landfall.local.engine.ActiveState;
import dev.landfall.local.engine.history.HistoryEvent;
import dev.landfall.local.world.LocalWorld;
import dev.landfall.run.Failure;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/** Says in words why a state does not go on. */
record WaitingReason(LocalWorld world) {

    Optional<String> of(ActiveState state, List<HistoryEvent> history) {
        return switch (state.waitsFor()) {
            case RETRY -> lastFailure(state.name(), history);
            case TASK_TOKEN -> gate(state.name());
            case TIME -> Optional.of("its time has not come");
            case SERVICE -> state.retries() > 0 ? lastFailure(state.name(), history) : Optional.empty();
            case INNER_STATES, NOTHING -> Optional.empty();
        };
    }

    private Optional<String> gate(String state) {
        return state.startsWith("Request")
                ? Optional.of("the approvers have mail in " + world.outbox().folder())
                : Optional.empty();
    }

    /** The newest failure whose events lead back to the state. */
    private static Optional<String> lastFailure(String state, List<HistoryEvent> history) {
        var byId = new HashMap<Long, HistoryEvent>();
        history.forEach(event -> byId.put(event.id(), event));
        return history.reversed().stream()
                .filter(event -> event.type().endsWith("Failed") && belongs(event, state, byId))
                .findFirst()
                .map(event -> {
                    var problem = new Failure(
                                    state,
                                    event.details().path("error").asText(),
                                    event.details().path("cause").asText())
                            .problem();
                    return state.equals("AwaitLiveSettings") ? problem.seen() + " " + problem.remedy() : problem.seen();
                });
    }

    private static boolean belongs(HistoryEvent event, String state, HashMap<Long, HistoryEvent> byId) {
        for (var at = event; at != null; at = byId.get(at.previousEventId())) {
            if (at.type().endsWith("StateEntered")) {
                return at.details().path("name").asText().equals(state);
            }
        }
        return false;
    }
}
