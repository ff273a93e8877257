package dev.landfall.approval;

import dev.landfall.approval.Decision.Outcome;
import dev.landfall.approval.Vote.Choice;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Counts votes: one rejection closes the gate; approval needs enough people, one of them another than who started. */
final class Tally {

    private Tally() {}

    /** Empty while more votes are needed; counts only what {@link Ballots} proved. */
    static Optional<Decision> decide(Gate gate, List<Vote> votes, String nonce) {
        var inOrder = votes.stream().sorted(Comparator.comparing(Vote::at)).toList();
        var rejection =
                inOrder.stream().filter(vote -> vote.choice() == Choice.REJECT).findFirst();
        if (rejection.isPresent()) {
            var vote = rejection.get();
            return Optional.of(new Decision(
                    Outcome.REJECTED, List.of(vote.address()), vote.comment(), vote.at(), nonce, Optional.empty()));
        }
        var approving = inOrder.stream().map(Vote::address).distinct().toList();
        var independent = canBeApprovedBy(gate.people(), gate.requestedBy(), approving);
        return independent
                ? Optional.of(new Decision(
                        Outcome.APPROVED,
                        approving,
                        inOrder.getLast().comment(),
                        inOrder.getLast().at(),
                        nonce,
                        Optional.empty()))
                : Optional.empty();
    }

    /** Whether these people are enough. */
    static boolean canBeApprovedBy(int people, Optional<String> requestedBy, List<String> addresses) {
        return addresses.size() >= people
                && addresses.stream()
                        .anyMatch(address ->
                                requestedBy.filter(address::equalsIgnoreCase).isEmpty());
    }
}
