package dev.landfall.approval;

import dev.landfall.model.failure.Problem;
import dev.landfall.seal.SealedText;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What became of a gate.
 *
 * @param by who approved, in order; or the one who rejected
 * @param comment of the one who rejected, or of the last who approved
 * @param nonce tells this decision from another that came at the same time
 * @param seal over the decision and the gate that it was made at
 */
public record Decision(
        Outcome decision, List<String> by, String comment, Instant at, String nonce, Optional<String> seal) {

    /** How it was decided. */
    public enum Outcome {
        APPROVED,
        REJECTED
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

    /** What the state that waits fails with. */
    Problem rejection(GateKind kind) {
        var words = comment.isBlank() ? "without a comment" : "saying \"" + comment + "\"";
        return Problem.operator(
                kind.rejectedCode(),
                String.join(", ", by) + " rejected the gate \"" + kind.title() + "\" " + words + ".",
                "Settle it with them, then start again.");
    }
}
