package dev.landfall.local.remote;

import dev.landfall.gateway.Executions.StateRecord;
import dev.landfall.gateway.Machines.Postponed;
import dev.landfall.gateway.Machines.Started;
import dev.landfall.local.command.view.RunView;
import dev.landfall.local.command.view.RunView.Active;
import dev.landfall.local.command.view.TransferProgress;
import dev.landfall.run.Failure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Looks at an execution in AWS; looking changes nothing. */
public final class RemoteViewer {

    private static final String RUNNING = "RUNNING";

    private final Deployment deployment;
    private final Clock clock;

    public RemoteViewer(Deployment deployment, Clock clock) {
        this.deployment = deployment;
        this.clock = clock;
    }

    public RunView look(String command, Started execution) {
        var now = clock.instant();
        var postponed = execution.isRunning() ? deployment.machines().postponed(execution.arn()) : List.<Postponed>of();
        var states = deployment.executions().states(execution.arn()).stream()
                .map(state -> isPostponed(state, postponed) ? running(state, now) : state)
                .toList();
        var active = active(states, postponed);
        return new RunView(
                command,
                execution.name(),
                execution.status(),
                execution.startedAt(),
                now,
                states,
                active,
                states.stream().anyMatch(RemoteViewer::moves)
                        ? TransferProgress.read(deployment.store(), execution.name())
                        : List.of());
    }

    private static boolean moves(StateRecord state) {
        return state.outcome().equals(RUNNING) && TransferProgress.MOVES.contains(state.name());
    }

    private static List<Active> active(List<StateRecord> states, List<Postponed> postponed) {
        return IntStream.range(0, states.size())
                .filter(index -> states.get(index).outcome().equals(RUNNING))
                .mapToObj(index -> {
                    var state = states.get(index);
                    return new Active(
                            state.label(), state.label() + "#" + index, state.started(), reason(state, postponed));
                })
                .toList();
    }

    private static Optional<String> reason(StateRecord state, List<Postponed> postponed) {
        return postponed.stream()
                .filter(each -> isOf(each, state))
                .map(each -> new Failure(each.state(), each.error(), each.cause())
                        .problem()
                        .seen())
                .findFirst()
                .or(() -> Optional.of("the approvers have mail")
                        .filter(text -> state.name().startsWith("Request")));
    }

    private static boolean isPostponed(StateRecord state, List<Postponed> postponed) {
        return postponed.stream().anyMatch(each -> isOf(each, state));
    }

    private static boolean isOf(Postponed postponed, StateRecord state) {
        return postponed.state().equals(state.name()) && postponed.since().equals(state.started());
    }

    /** Its last attempt failed, but it has another one. */
    private static StateRecord running(StateRecord state, Instant now) {
        return new StateRecord(
                state.name(),
                state.started(),
                Duration.between(state.started(), now),
                RUNNING,
                state.attempts(),
                state.database());
    }
}
