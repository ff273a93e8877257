package dev.landfall.approval;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.landfall.seal.SealedText;
import java.time.Instant;
import java.util.Optional;

/**
 * One person's word at one gate, given once.
 *
 * @param nonce tells this attempt from another of the same person
 * @param seal over the vote and the gate that it was given at
 */
public record Vote(String address, Choice choice, String comment, Instant at, String nonce, Optional<String> seal) {

    /** What can be chosen. */
    public enum Choice {
        @JsonProperty("approve")
        APPROVE,
        @JsonProperty("reject")
        REJECT
    }

    SealedText text(Gate gate) {
        return gate.terms("vote")
                .with("address", address)
                .with("choice", choice.name())
                .with("comment", comment)
                .with("at", at.toString())
                .with("nonce", nonce);
    }

    Vote withSeal(String newSeal) {
        return new Vote(address, choice, comment, at, nonce, Optional.of(newSeal));
    }
}
