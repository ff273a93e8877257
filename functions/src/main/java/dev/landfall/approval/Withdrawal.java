package dev.landfall.approval;

import dev.landfall.seal.SealedText;
import java.time.Instant;
import java.util.Optional;

/**
 * That a person took their vote back while the gate was open.
 *
 * @param turn number of the {@link Turn} that it was taken back in
 * @param vote nonce of the vote
 * @param nonce tells this attempt from another of the same person
 * @param seal over it and the gate
 */
public record Withdrawal(int turn, String address, String vote, Instant at, String nonce, Optional<String> seal) {

    SealedText text(Gate gate) {
        return gate.terms("withdrawal")
                .with("turn", String.valueOf(turn))
                .with("address", address)
                .with("vote", vote)
                .with("at", at.toString())
                .with("nonce", nonce);
    }

    Withdrawal withSeal(String newSeal) {
        return new Withdrawal(turn, address, vote, at, nonce, Optional.of(newSeal));
    }
}
