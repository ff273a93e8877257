package dev.landfall.approval;

import java.util.Optional;

/**
 * {@code approvals/<id>/turns/<n>.json}: a vote that was taken back, or the decision; one of the two. Numbers follow each
 * other, each is written once, and nothing follows a decision: of a withdrawal and the decision that would count the same
 * vote one alone finds its number free.
 */
public record Turn(Optional<Withdrawal> withdrawal, Optional<Decision> decision) {

    static Turn of(Withdrawal withdrawal) {
        return new Turn(Optional.of(withdrawal), Optional.empty());
    }

    static Turn of(Decision decision) {
        return new Turn(Optional.empty(), Optional.of(decision));
    }

    boolean isBy(String nonce) {
        return withdrawal
                .map(Withdrawal::nonce)
                .or(() -> decision.map(Decision::nonce))
                .filter(nonce::equals)
                .isPresent();
    }
}
