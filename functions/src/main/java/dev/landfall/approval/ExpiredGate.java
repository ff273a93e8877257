package dev.landfall.approval;

import dev.landfall.gateway.Gateways;
import dev.landfall.model.failure.Problem;
import dev.landfall.run.Failure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A gate that expired, told by who did not answer: Step Functions knows only that a state took too long. */
public record ExpiredGate(Gateways gateways, String runId) {

    private static final Map<String, GateKind> GATES = Map.of(
            "RequestFreeze", GateKind.FREEZE,
            "RequestGoLive", GateKind.GO_LIVE,
            "RequestRollback", GateKind.ROLLBACK);

    /** {@code GATE_EXPIRED} in the place of a gate's time-out; any other failure as it is. */
    public Failure told(Failure failure) {
        return Optional.ofNullable(GATES.get(failure.state()))
                .filter(gate -> failure.error().equals("States.Timeout"))
                .map(gate -> failure.because(problem(gate)))
                .orElse(failure);
    }

    /** {@code GATE_EXPIRED}: who did not answer, and what that means. */
    Problem problem(GateKind kind) {
        var files = GateFiles.of(gateways);
        var seen = files.gate(Gate.id(runId, kind))
                .proven()
                .map(gate -> seen(
                        gate,
                        files.ballots(gate).votes().stream().map(Vote::address).toList()))
                .orElse("Nobody decided in time at the gate \"" + kind.title() + "\"");
        return Problem.operator(
                "GATE_EXPIRED",
                seen + ", so " + consequence(kind) + ".",
                "Agree on a time at which they can answer, and start again; approvals.expireAfter says how long a gate waits.");
    }

    private static String seen(Gate gate, List<String> answered) {
        var within = " within " + Figures.duration(Duration.between(gate.opened(), gate.expires())) + " at the gate \""
                + gate.kind().title() + "\"";
        if (answered.isEmpty()) {
            return "Nobody of " + String.join(", ", gate.approvers()) + " answered" + within;
        }
        var silent = gate.approvers().stream()
                .filter(address -> !answered.contains(address))
                .collect(Collectors.joining(", "));
        return String.join(", ", answered) + " approved" + within + ", "
                + (silent.isEmpty() ? "" : silent + " did not answer, ") + "and " + gate.people() + " have to approve";
    }

    private static String consequence(GateKind kind) {
        return switch (kind) {
            case FREEZE -> "nothing was changed";
            case GO_LIVE -> "users were not led to the target and the cutover went back to the source";
            case ROLLBACK -> "nothing was changed and users stay on the target";
        };
    }
}
