package dev.landfall.approval;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The votes of a gate.
 *
 * @param votes each by an approver of this gate, given at this gate, and not taken back
 * @param takenBack those that were
 * @param turns what decided which of them count
 * @param refused what lies among them and is none
 */
record Ballots(List<Vote> votes, List<TakenBack> takenBack, Turns turns, List<Refused> refused) {

    /** A vote that counts no more. */
    record TakenBack(Vote vote, Instant at) {}

    Ballots {
        votes = List.copyOf(votes);
        takenBack = List.copyOf(takenBack);
        refused = List.copyOf(refused);
    }

    /** The vote of that person that counts. */
    Optional<Vote> of(String address) {
        return votes.stream().filter(vote -> vote.address().equals(address)).findFirst();
    }
}
