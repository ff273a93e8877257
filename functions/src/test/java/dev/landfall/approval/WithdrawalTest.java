package dev.landfall.approval;

import static dev.landfall.approval.GateFixture.ANN;
import static dev.landfall.approval.GateFixture.BOB;
import static dev.landfall.approval.GateFixture.CAT;
import static dev.landfall.approval.GateFixture.DOMAIN;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** A vote may be taken back while the gate is open: then it counts for nothing, or it was counted and stays. */
class WithdrawalTest {

    private static final String TAKEN_BACK = "Your vote was taken back";
    private static final String TOO_LATE = "decided before you took your vote back";

    private final GateFixture gates = new GateFixture();

    @Test
    void voteThatWasTakenBackDoesNotCount() {
        gates.open(GateKind.GO_LIVE).approve(BOB);
        later();

        assertThat(withdraw(BOB).body())
                .contains(TAKEN_BACK, "0 of 2 approvals so far, waiting for ann@example.com, bob@example.com")
                .contains("approved, 2026-11-20 12:00:00 UTC; taken back 2026-11-20 12:00:05 UTC, does not count")
                .contains("Your decision");
        later();
        gates.approve(CAT);
        assertThat(gates.tokens.answers()).isEmpty();
    }

    @Test
    void secondVoteMayFollowAndCounts() {
        gates.open(GateKind.GO_LIVE).approve(BOB);
        withdraw(BOB);
        later();
        gates.approve(CAT);
        later();

        assertThat(gates.approve(BOB).body()).contains("Approved by cat@example.com, bob@example.com");
        assertThat(gates.tokens.answers()).hasSize(1);
        assertThat(gates.log(GateKind.GO_LIVE).votes())
                .extracting(GateLog.Voice::address, GateLog.Voice::withdrawn)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(BOB, Optional.of(Instant.parse("2026-11-20T12:00:00Z"))),
                        org.assertj.core.groups.Tuple.tuple(CAT, Optional.empty()),
                        org.assertj.core.groups.Tuple.tuple(BOB, Optional.empty()));
    }

    @Test
    void secondVoteMayBeARejection() {
        gates.open(GateKind.GO_LIVE).approve(BOB);
        withdraw(BOB);
        later();

        assertThat(gates.post(BOB, DOMAIN, "reject", "I was wrong.").body()).contains("Rejected by bob@example.com");
    }

    @Test
    void nothingIsTakenBackAfterTheDecision() {
        gates.open(GateKind.FREEZE).approve(BOB);

        assertThat(withdraw(BOB).body()).contains(TOO_LATE, "Approved by bob@example.com");
        assertThat(gates.tokens.answers()).hasSize(1);
        assertThat(gates.get(BOB).body()).doesNotContain("Take my vote back");
    }

    @Test
    void nothingIsTakenBackAfterTheExpiry() {
        gates.open(GateKind.GO_LIVE).approve(BOB);
        gates.clock.move(Duration.ofHours(2));

        assertThat(withdraw(BOB).body()).contains("expired").doesNotContain(TAKEN_BACK, "Take my vote back");
    }

    @Test
    void whoHasNoVoteTakesNoneBack() {
        gates.open(GateKind.GO_LIVE).approve(BOB);

        assertThat(withdraw(CAT).body()).contains("No vote of yours counts").doesNotContain("Take my vote back");
        assertThat(gates.get(BOB).body()).contains("Take my vote back");
        withdraw(BOB);
        assertThat(withdraw(BOB).body()).contains("No vote of yours counts");
    }

    @Test
    void onlyTheLinkOfThatPersonTakesItBack() {
        gates.open(GateKind.GO_LIVE).approve(BOB);
        var forged = gates.link(CAT).toString().replaceAll("p=[^&]*", "p=" + Gate.person(BOB));

        assertThat(gates.ask("POST", URI.create(forged), "choice=withdraw").status())
                .isEqualTo(403);
        gates.approve(CAT);
        assertThat(gates.tokens.answers()).hasSize(1);
    }

    /** Whoever may write to the bucket votes for nobody: neither with the old vote nor with one that was made up. */
    @Test
    void voteThatWasTakenBackIsNotGivenAgainByACopy() {
        gates.open(GateKind.GO_LIVE).approve(BOB);
        withdraw(BOB);
        var gate = gates.gate(GateKind.GO_LIVE);
        gates.put(gate.voteKey(BOB, 1), gates.text(gate.voteKey(BOB, 0)));
        gates.put(gate.turnKey(1), gates.text(gate.turnKey(0)));
        later();

        gates.approve(CAT);
        assertThat(gates.tokens.answers()).isEmpty();
        assertThat(gates.get(ANN).body()).contains("VOTE_NOT_PROVEN", "TURN_NOT_PROVEN");
        later();
        gates.approve(BOB);
        assertThat(gates.tokens.answers()).hasSize(1);
    }

    /** The function died after the turn was taken. */
    @Test
    void decisionThatTookItsTurnIsFinishedWhenAnybodyLooks() {
        gates.open(GateKind.FREEZE);
        var gate = gates.gate(GateKind.FREEZE);
        var turns = new Turns(List.of(), Optional.empty(), Optional.empty());
        var vote = new Vote(BOB, Vote.Choice.APPROVE, "", gates.clock.instant(), "n", Optional.empty());
        var writing = GateWriting.of(gates.gateways);
        writing.keep(gate, vote, turns);
        writing.keep(gate, 0, Turn.of(Tally.decide(gate, List.of(vote), "d").orElseThrow()));

        assertThat(withdraw(BOB).body()).contains(TOO_LATE, "Approved by bob@example.com");
        assertThat(gates.tokens.answers()).hasSize(1);
    }

    /** The last vote and a withdrawal in one moment: what the one is told agrees with what the run is told. */
    @Test
    void raceWithTheLastVoteHasOneOutcome() throws Exception {
        var outcomes = new ArrayList<Boolean>();
        for (var round = 0; round < 40; round++) {
            var fresh = new GateFixture().open(GateKind.GO_LIVE);
            fresh.approve(BOB);
            var clicks = new ArrayList<Callable<GatePage.Answer>>();
            clicks.add(() -> withdraw(fresh, BOB));
            clicks.add(() -> fresh.approve(CAT));
            if (round % 2 == 1) {
                java.util.Collections.reverse(clicks);
            }
            var told = new StringBuilder();
            try (var people = Executors.newFixedThreadPool(2)) {
                for (var click : people.invokeAll(clicks)) {
                    told.append(click.get().body());
                }
            }
            var withdrawn = told.toString().contains(TAKEN_BACK);
            assertThat(told.toString().contains(TOO_LATE)).isNotEqualTo(withdrawn);
            assertThat(fresh.tokens.answers()).hasSize(withdrawn ? 0 : 1);
            fresh.get(ANN);
            assertThat(fresh.tokens.answers()).hasSize(withdrawn ? 0 : 1);
            outcomes.add(withdrawn);
        }
        assertThat(outcomes).contains(true, false);
    }

    @Test
    void mailSaysThatAVoteCanBeTakenBack() {
        gates.open(GateKind.FREEZE);

        assertThat(gates.notices.sent())
                .allSatisfy(mail ->
                        assertThat(mail.text()).contains("Until the gate is decided you can take your vote back"));
    }

    @Test
    void endlessTakingBackHasAnEnd() {
        gates.open(GateKind.GO_LIVE);
        for (var times = 0; times < Turns.MOST_WITHDRAWALS; times++) {
            gates.approve(BOB);
            assertThat(withdraw(BOB).body()).contains(TAKEN_BACK);
            gates.clock.move(Duration.ofSeconds(5));
        }
        gates.approve(BOB);
        assertThat(withdraw(BOB).body()).contains("too often");
        later();
        gates.approve(CAT);
        assertThat(gates.tokens.answers()).hasSize(1);
    }

    private void later() {
        gates.clock.move(Duration.ofSeconds(5));
    }

    private GatePage.Answer withdraw(String address) {
        return withdraw(gates, address);
    }

    private static GatePage.Answer withdraw(GateFixture at, String address) {
        return at.ask("POST", at.link(address), "choice=withdraw");
    }
}
