package dev.landfall.approval;

import java.util.List;

/**
 * The votes of a gate.
 *
 * @param votes each by an approver of this gate, given at this gate
 * @param refused what lies among them and is none
 */
record Ballots(List<Vote> votes, List<Refused> refused) {
    Ballots {
        votes = List.copyOf(votes);
        refused = List.copyOf(refused);
    }
}
