package dev.landfall.approval;

import static dev.landfall.approval.GateFixture.ANN;
import static dev.landfall.approval.GateFixture.BOB;
import static dev.landfall.approval.GateFixture.CAT;
import static dev.landfall.approval.GateFixture.DOMAIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.gateway.Change;
import dev.landfall.gateway.Listener;
import dev.landfall.gateway.TestingNotices.Mail;
import dev.landfall.model.RunLayout;
import dev.landfall.model.failure.OperatorException;
import dev.landfall.probe.ProbeReport;
import dev.landfall.run.FrozenPlan;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The state asks its function anew while the gate is open: whoever is silent is reminded, and what is recorded is finished. */
class RemindersTest {

    private static final String OPS = "ops@example.com";

    private final GateFixture gates = escalating(List.of(ANN, BOB, CAT, OPS));

    @Test
    void whoIsSilentIsRemindedAtHalfAndAtFourFifthsOnce() {
        gates.open(GateKind.GO_LIVE).approve(CAT);
        assertThat(askedAfter(Duration.ofMinutes(48))).isEmpty();

        assertThat(askedAfter(Duration.ofMinutes(12))).extracting(Mail::address).containsExactly(ANN, BOB);
        assertThat(askedAfter(Duration.ZERO)).isEmpty();
        assertThat(askedAfter(Duration.ofMinutes(12))).isEmpty();
        assertThat(askedAfter(Duration.ofMinutes(24))).extracting(Mail::address).containsExactly(ANN, BOB, OPS);
        assertThat(askedAfter(Duration.ofMinutes(12))).isEmpty();
    }

    @Test
    void reminderSaysWhatIsMissingAndBringsTheSameLink() {
        gates.open(GateKind.GO_LIVE).approve(CAT);
        var link = gates.link(BOB);
        var mail = askedAfter(Duration.ofHours(1)).getLast();

        assertThat(mail.subject())
                .startsWith("[Landfall] Still waiting: Go live on the target? ")
                .hasSizeLessThan(100);
        assertThat(mail.text())
                .contains(
                        "So far: 1 of 2. cat@example.com approved at 2026-11-20 12:00:00 UTC.",
                        "Waiting for: ann@example.com, bob@example.com",
                        "Open until: 2026-11-20 14:00:00 UTC",
                        "Where nobody decides in time, users stay locked out until then")
                .contains(link.toString());
    }

    @Test
    void oneWhoTookTheirVoteBackIsRemindedAndTheOthersSeeIt() {
        gates.open(GateKind.GO_LIVE).approve(CAT);
        gates.ask("POST", gates.link(CAT), "choice=withdraw");

        var mails = askedAfter(Duration.ofHours(1));
        assertThat(mails).extracting(Mail::address).containsExactly(ANN, BOB, CAT);
        assertThat(mails.getFirst().text()).contains("So far: 0 of 2. cat@example.com took a vote back");
    }

    /** It asks others; nothing in its mail decides. */
    @Test
    void escalationBringsNoLink() {
        gates.open(GateKind.GO_LIVE);
        var mail = askedAfter(Duration.ofMinutes(96)).getLast();

        assertThat(mail.address()).isEqualTo(OPS);
        assertThat(mail.text())
                .contains("approvers do not answer", "You have no vote here")
                .doesNotContain("https://");
    }

    /** The record is there before the mail goes: a function that dies in between is silent, not a nuisance. */
    @Test
    void remindingAgainAfterALostCallSendsNothing() {
        gates.open(GateKind.FREEZE);
        gates.clock.move(Duration.ofHours(1));
        var gate = gates.gate(GateKind.FREEZE);
        var written = new SentMail(BOB, gates.clock.instant(), Optional.of(ReminderMark.HALF), Optional.empty());
        assertThat(GateWriting.of(gates.gateways).first(gate, written, ReminderMark.HALF))
                .isTrue();

        assertThat(askedAfter(Duration.ZERO)).extracting(Mail::address).containsExactly(ANN, CAT);
    }

    @Test
    void noteOfTheFirstMailIsNoneOfAReminder() {
        gates.open(GateKind.FREEZE);
        var gate = gates.gate(GateKind.FREEZE);
        gates.put(gate.mailKey(BOB, ReminderMark.HALF), gates.text(gate.mailKey(BOB)));

        assertThat(askedAfter(Duration.ofHours(1))).extracting(Mail::address).containsExactly(ANN, BOB, CAT);
    }

    @Test
    void nobodyIsRemindedOfWhatIsDecided() {
        gates.open(GateKind.FREEZE).approve(BOB);

        assertThat(askedAfter(Duration.ofHours(1))).isEmpty();
    }

    /** A stranger who subscribes ends no gate, and gets no link. */
    @Test
    void nothingIsSentWhereSomebodyWouldOverhear() {
        gates.open(GateKind.FREEZE);
        gates.notices.listen(new Listener("arn:x", "email", "mallory@example.com", true, false));

        assertThat(askedAfter(Duration.ofHours(1))).isEmpty();
        gates.approve(BOB);
        assertThat(gates.tokens.answers()).singleElement().asString().contains("SUCCEEDED");
    }

    @Test
    void approverWhoUnsubscribedIsNamedAndEndsNothing() {
        gates.open(GateKind.GO_LIVE);
        gates.notices.forget(CAT);
        askedAfter(Duration.ofMinutes(12));

        assertThat(gates.get(BOB).body()).contains("Mail does not reach any more: cat@example.com.");
        assertThat(gates.approve(CAT).status()).isEqualTo(200);
    }

    @Test
    void approverWhoNeverConfirmedIsNamed() {
        var some = escalating(List.of(ANN, BOB));
        some.open(GateKind.FREEZE);

        assertThat(some.get(BOB).body())
                .contains("NOT ASKED, because their mail subscription is not confirmed or was ended: cat@example.com.");
    }

    /** Nobody has to open the page for that. */
    @Test
    void stateThatAsksAgainFinishesWhatIsRecorded() {
        gates.open(GateKind.FREEZE);
        GateWriting.of(gates.gateways)
                .keep(
                        gates.gate(GateKind.FREEZE),
                        new Vote(BOB, Vote.Choice.APPROVE, "", gates.clock.instant(), "n", Optional.empty()),
                        new Turns(List.of(), Optional.empty(), Optional.empty()));
        askedAfter(Duration.ofMinutes(12));

        assertThat(gates.tokens.answers()).singleElement().asString().startsWith("again SUCCEEDED");
    }

    @Test
    void stateThatAsksAgainEndsAGateThatIsStale() {
        gates.open(GateKind.GO_LIVE);
        gates.files.write(
                ProbeReport.key(GateFixture.RUN), new ProbeReport(GateFixture.RUN, gates.clock.instant(), List.of()));
        askedAfter(Duration.ofMinutes(12));

        assertThat(gates.tokens.answers()).singleElement().asString().startsWith("again FAILED GATE_STALE");
    }

    /** Between two calls nobody waits; the next call brings the decision. */
    @Test
    void decisionBetweenTwoCallsIsToldAsSuchAndArrives() {
        gates.open(GateKind.FREEZE);
        gates.tokens.refuse("GATE_CLOSED");
        assertThat(gates.approve(BOB).body())
                .contains("The run was not waiting in that moment")
                .doesNotContain("already been left");
        gates.tokens.refuse("");
        askedAfter(Duration.ofSeconds(1));

        assertThat(gates.tokens.answers()).singleElement().asString().startsWith("again SUCCEEDED");
        assertThat(gates.get(BOB).body()).doesNotContain("was not waiting");
    }

    @Test
    void gateThatIsOverIsNotWaitedFor() {
        gates.open(GateKind.GO_LIVE).approve(CAT);
        gates.clock.move(Duration.ofHours(2));

        assertThatThrownBy(() -> askedAfter(Duration.ZERO))
                .isInstanceOf(OperatorException.class)
                .hasMessageContaining("GATE_EXPIRED")
                .hasMessageContaining("cat@example.com approved within 2 h at the gate")
                .hasMessageContaining("ann@example.com, bob@example.com did not answer, and 2 have to approve")
                .hasMessageContaining("the cutover went back to the source");
    }

    /** The mails of one more call of the state's function, as Step Functions makes it. */
    private List<Mail> askedAfter(Duration wait) {
        gates.clock.move(wait);
        var before = gates.notices.sent().size();
        var kind = gates.files
                        .read(Gate.key(Gate.id(GateFixture.RUN, GateKind.FREEZE)), Gate.class)
                        .isPresent()
                ? GateKind.FREEZE
                : GateKind.GO_LIVE;
        assertThat(new GateOpening(gates.gateways).open(gates.plan(), kind, "again"))
                .isIn(Change.UPDATED, Change.UNCHANGED);
        return List.copyOf(
                gates.notices.sent().subList(before, gates.notices.sent().size()));
    }

    private static GateFixture escalating(List<String> confirmed) {
        var fixture = new GateFixture(Optional.of(ANN), confirmed);
        var plan = fixture.text(FrozenPlan.key(GateFixture.RUN));
        assertThat(plan).contains(DOMAIN);
        fixture.store.write(
                RunLayout.CONFIGURATION,
                fixture.text(RunLayout.CONFIGURATION)
                        .replace("\"pageUrl\"", "\"escalateTo\": \"" + OPS + "\", \"pageUrl\"")
                        .getBytes(StandardCharsets.UTF_8));
        fixture.freezePlan();
        return fixture;
    }
}
