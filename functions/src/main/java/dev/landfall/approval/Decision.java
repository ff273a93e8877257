package dev.landfall.approval;

import dev.landfall.model.failure.Problem;
import java.time.Instant;
import java.util.List;

/**
 * What became of a gate.
 *
 * @param by who approved, in order; or the one who rejected
 * @param comment of the one who rejected, or of the last who approved
 * @param nonce tells this decision from another that came at the same time
 */
public record Decision(Outcome decision, List<String> by, String comment, Instant at, String nonce) {

    /** How it was decided. */
    public enum Outcome {
        APPROVED,
        REJECTED
    }

    public Decision {
        by = List.copyOf(by);
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
