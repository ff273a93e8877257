package dev.landfall.approval;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/**
 * One person's word at one gate, given once.
 *
 * @param nonce tells this attempt from another of the same person
 */
public record Vote(String address, Choice choice, String comment, Instant at, String nonce) {

    /** What can be chosen. */
    public enum Choice {
        @JsonProperty("approve")
        APPROVE,
        @JsonProperty("reject")
        REJECT
    }
}
