package dev.landfall.approval;

import dev.landfall.approval.GateDesk.Form;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What the page shows to one person.
 *
 * @param address whose link it is
 * @param evidence as of the gate's opening; none any more long after it
 * @param refused what lies among the gate's objects and does not count
 * @param votes in order of time
 * @param takenBack votes that count no more
 * @param heard false where the state had been left before the decision reached it
 * @param typed of a form that was not taken
 * @param lost approvers whom mail does not reach any more
 */
public record GateView(
        Gate gate,
        String address,
        List<String> evidence,
        List<Vote> votes,
        List<Ballots.TakenBack> takenBack,
        List<Refused> refused,
        Optional<Decision> decision,
        boolean heard,
        Optional<Notice> notice,
        Optional<Form> typed,
        List<String> lost,
        Instant now) {

    /** What the page says first. */
    public enum Notice {
        TAKEN(true, "Your vote was recorded."),
        VOTED_BEFORE(false, "You have voted already. Until the gate is decided you can take your vote back below."),
        WRONG_PHRASE(true, "The phrase you typed is not the domain, so nothing was decided. Type it again."),
        NO_CHOICE(true, "Neither approve nor reject was chosen, so nothing was decided."),
        COMMENT_TOO_LONG(true, "The comment is longer than 500 characters, so nothing was decided."),
        TOO_LATE(false, "This gate was decided before your vote came, so your vote changed nothing."),
        WITHDRAWN(true, "Your vote was taken back and does not count. You can vote again until the gate is decided."),
        NO_VOTE(true, "No vote of yours counts here, so nothing was taken back."),
        TOO_OFTEN(false, "Votes were taken back too often at this gate, so yours stays."),
        TOO_LATE_TO_WITHDRAW(false, "This gate was decided before you took your vote back, so that changed nothing."),
        EXPIRED(false, "This gate has expired, so nothing was decided. The run ends by itself; start a new one."),
        STALE(
                false,
                "Plan or evidence changed after this gate was opened, so it is stale and nobody can approve it. "
                        + "It was ended, and the run goes back by itself; start a new one.");

        private final boolean voting;
        private final String text;

        Notice(boolean voting, String text) {
            this.voting = voting;
            this.text = text;
        }

        public String text() {
            return text;
        }
    }

    public GateView {
        evidence = List.copyOf(evidence);
        votes = votes.stream().sorted(Comparator.comparing(Vote::at)).toList();
        takenBack = List.copyOf(takenBack);
        refused = List.copyOf(refused);
        lost = List.copyOf(lost);
    }

    /** The same, with what was typed, for a form that was not taken. */
    GateView withTyped(Form form) {
        return new GateView(
                gate,
                address,
                evidence,
                votes,
                takenBack,
                refused,
                decision,
                heard,
                notice,
                Optional.of(form),
                lost,
                now);
    }

    /** Who approved so far and who did not vote yet; empty where nobody voted or nothing is to be decided. */
    Optional<String> progress() {
        if (!isOpen() || (votes.isEmpty() && takenBack.isEmpty())) {
            return Optional.empty();
        }
        var silent = gate.approvers().stream()
                .filter(approver ->
                        votes.stream().noneMatch(vote -> vote.address().equals(approver)))
                .toList();
        return Optional.of(votes.size() + " of " + gate.people() + (gate.people() == 1 ? " approval" : " approvals")
                + " so far, waiting for " + (silent.isEmpty() ? "nobody" : String.join(", ", silent)) + ".");
    }

    /** Whether anything is still to be decided. */
    public boolean isOpen() {
        return decision.isEmpty() && notice.filter(Notice.EXPIRED::equals).isEmpty();
    }

    /** Whether the state may still ask again: it does so several times while the gate is open. */
    boolean isPassing() {
        return !heard && decision.isPresent() && now.isBefore(gate.expires());
    }

    /** Whether this person has a vote to take back. */
    public boolean canWithdraw() {
        return isOpen() && votes.stream().anyMatch(vote -> vote.address().equals(address));
    }

    /** Whether this person can vote now. */
    public boolean canVote() {
        return decision.isEmpty()
                && notice.map(said -> said.voting).orElse(true)
                && votes.stream().noneMatch(vote -> vote.address().equals(address));
    }
}
