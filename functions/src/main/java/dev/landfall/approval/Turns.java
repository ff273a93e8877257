package dev.landfall.approval;

import java.util.List;
import java.util.Optional;

/**
 * What closed something at a gate so far, in order.
 *
 * @param withdrawals before the decision
 * @param decision where the last turn is one
 * @param refused what lies in a turn's place and is none
 */
record Turns(List<Withdrawal> withdrawals, Optional<Decision> decision, Optional<Refused> refused) {

    /** Each costs a look whenever the gate is looked at. */
    static final int MOST_WITHDRAWALS = 40;

    Turns {
        withdrawals = List.copyOf(withdrawals);
    }

    /** The number that is free. */
    int next() {
        return withdrawals.size();
    }

    /** How often this person took a vote back. */
    int of(String address) {
        return (int) withdrawals.stream()
                .filter(withdrawal -> withdrawal.address().equals(address))
                .count();
    }

    Optional<Withdrawal> of(Vote vote) {
        return withdrawals.stream()
                .filter(withdrawal -> withdrawal.vote().equals(vote.nonce()))
                .findFirst();
    }
}
