package dev.landfall.approval;

import dev.landfall.approval.Decision.Outcome;
import dev.landfall.gateway.Gateways;
import dev.landfall.model.failure.Problem;
import dev.landfall.run.RunFiles;
import java.util.Optional;

/**
 * What a state that acts asks before it acts: that enough of the gate's approvers approved this run's gate. That the
 * state which waited was answered proves nothing; whoever has its token can answer it. Problems:
 * {@code DECISION_MISSING}, {@code DECISION_NOT_PROVEN}, {@code GATE_NOT_PROVEN}, {@code DECISION_STALE}, and the gate's
 * own where it was rejected.
 */
public record Approval(Gateways gateways) {

    /** Also that plan and evidence are what they were when the gate was opened. */
    public void require(String runId, GateKind kind) {
        var gate = decided(runId, kind);
        var files = new RunFiles(gateways.runStore());
        if (!Evidence.digest(files, runId, kind).equals(gate.evidenceDigest())) {
            throw Problem.operator(
                            "DECISION_STALE",
                            "Plan or evidence of " + runId + " changed after the gate \"" + kind.title()
                                    + "\" was opened, so what was approved is not what would be done.",
                            "Find out who changed the run's files or landfall.json, and start a new run.")
                    .asException();
        }
    }

    /** For a state that follows another one which asked {@link #require}, and after which the evidence was measured anew. */
    public void requireStanding(String runId, GateKind kind) {
        decided(runId, kind);
    }

    private Gate decided(String runId, GateKind kind) {
        var store = GateFiles.of(gateways);
        var gate = store.require(Gate.id(runId, kind)).orElseThrow(() -> missing(runId, kind));
        var found = store.decision(gate);
        found.refused().ifPresent(refused -> {
            throw notProven(refused.text()).asException();
        });
        var decision = found.proven().orElseThrow(() -> missing(runId, kind));
        if (decision.decision() != Outcome.APPROVED) {
            throw decision.rejection(kind).asException();
        }
        var run = new RunFiles(gateways.runStore()).run(runId);
        flaw(gate, decision, run.planDigest()).ifPresent(why -> {
            throw notProven(gate.decisionKey() + " is no decision for " + runId + ": " + why + ".")
                    .asException();
        });
        return gate;
    }

    private static Optional<String> flaw(Gate gate, Decision decision, String planDigest) {
        if (!gate.planDigest().equals(planDigest)) {
            return Optional.of("the gate was opened for another plan");
        }
        if (decision.at().isBefore(gate.opened()) || !decision.at().isBefore(gate.expires())) {
            return Optional.of("it was made while the gate was not open");
        }
        if (!gate.approvers().containsAll(decision.by())) {
            return Optional.of("it names people who are no approvers of the gate");
        }
        var people = decision.by().stream().distinct().toList();
        return Tally.canBeApprovedBy(gate.people(), gate.requestedBy(), people)
                ? Optional.empty()
                : Optional.of("too few people approved it");
    }

    private static RuntimeException missing(String runId, GateKind kind) {
        return Problem.operator(
                        "DECISION_MISSING",
                        "The state that waits for the gate \"" + kind.title() + "\" of " + runId
                                + " was answered, but nobody decided there, so nothing was done.",
                        "Look in CloudTrail for who called SendTaskSuccess, then start a new run.")
                .asException();
    }

    private static Problem notProven(String seen) {
        return Problem.operator(
                "DECISION_NOT_PROVEN",
                seen + " Nothing was done.",
                "Find out who wrote it, for instance in the bucket's versions, then start a new run.");
    }
}
