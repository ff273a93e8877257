package dev.landfall.approval;

import dev.landfall.model.OneLine;
import dev.landfall.model.failure.Problem;
import dev.landfall.seal.SealedText;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What became of a gate.
 *
 * @param by who approved, in order; or the one who rejected; nobody where the gate became stale
 * @param comment of the one who rejected, or of the last who approved
 * @param nonce tells this decision from another that came at the same time
 * @param seal over the decision and the gate that it was made at
 */
public record Decision(
        Outcome decision, List<String> by, String comment, Instant at, String nonce, Optional<String> seal) {

    /** How it was decided. */
    public enum Outcome {
        APPROVED,
        REJECTED,
        /** What it was about changed while it was open, so that nobody can approve it any more. */
        STALE
    }

    public Decision {
        by = List.copyOf(by);
    }

    SealedText text(Gate gate) {
        return gate.terms("decision")
                .with("decision", decision.name())
                .with("by", by)
                .with("comment", comment)
                .with("at", at.toString())
                .with("nonce", nonce);
    }

    Decision withSeal(String newSeal) {
        return new Decision(decision, by, comment, at, nonce, Optional.of(newSeal));
    }

    /** What the state that waits gets for its output. */
    record Output(Outcome decision, List<String> by, Instant at) {}

    Output output() {
        return new Output(decision, by, at);
    }

    /** By nobody: what the gate was opened for is not what would be done. */
    static Decision stale(Instant at, String nonce) {
        return new Decision(Outcome.STALE, List.of(), "", at, nonce, Optional.empty());
    }

    /** What the state that waits fails with. */
    Problem rejection(GateKind kind) {
        if (decision == Outcome.STALE) {
            return Problem.operator(
                    GateKind.STALE_CODE,
                    "Plan or evidence changed after the gate \"" + kind.title()
                            + "\" was opened, so it was ended without a decision.",
                    "Find out who changed the run's files, for instance in the bucket's versions, then start again.");
        }
        var words = comment.isBlank() ? "without a comment" : "saying \"" + OneLine.of(comment) + "\"";
        return Problem.operator(
                kind.rejectedCode(),
                String.join(", ", by) + " rejected the gate \"" + kind.title() + "\" " + words + ".",
                "Settle it with them, then start again.");
    }
}
