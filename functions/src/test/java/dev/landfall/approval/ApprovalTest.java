package dev.landfall.approval;

import static dev.landfall.approval.GateFixture.ANN;
import static dev.landfall.approval.GateFixture.BOB;
import static dev.landfall.approval.GateFixture.CAT;
import static dev.landfall.approval.GateFixture.DOMAIN;
import static dev.landfall.approval.GateFixture.RUN;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.approval.Decision.Outcome;
import dev.landfall.freeze.FrozenCounts;
import dev.landfall.probe.ProbeReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a state asks before it acts. */
class ApprovalTest {

    private final GateFixture gates = new GateFixture();
    private final Approval approval = new Approval(gates.gateways);

    @Test
    void stateThatWasAnsweredWithoutAGateOrADecisionDoesNothing() {
        refused(GateKind.FREEZE, "DECISION_MISSING");
        gates.open(GateKind.FREEZE);
        gates.tokens.succeed("token-1", "{\"decision\":\"APPROVED\"}");
        refused(GateKind.FREEZE, "DECISION_MISSING");
    }

    @Test
    void enoughApproversLetItAct() {
        gates.open(GateKind.GO_LIVE).approve(BOB);
        refused(GateKind.GO_LIVE, "DECISION_MISSING");
        gates.approve(CAT);
        assertThatCode(() -> approval.require(RUN, GateKind.GO_LIVE)).doesNotThrowAnyException();
    }

    @Test
    void decisionIsForItsOwnKindAlone() {
        gates.open(GateKind.FREEZE).approve(BOB);
        assertThatCode(() -> approval.require(RUN, GateKind.FREEZE)).doesNotThrowAnyException();
        gates.open(GateKind.GO_LIVE);
        refused(GateKind.GO_LIVE, "DECISION_MISSING");
        gates.put(
                gates.gate(GateKind.GO_LIVE).decisionKey(),
                gates.text(gates.gate(GateKind.FREEZE).decisionKey()));
        refused(GateKind.GO_LIVE, "DECISION_NOT_PROVEN");
        gates.put(Gate.key(Gate.id(RUN, GateKind.GO_LIVE)), gates.text(Gate.key(Gate.id(RUN, GateKind.FREEZE))));
        refused(GateKind.GO_LIVE, "GATE_NOT_PROVEN");
    }

    @Test
    void rejectionIsSaidAsSuch() {
        gates.open(GateKind.FREEZE).post(BOB, DOMAIN, "reject", "not today");
        refused(GateKind.FREEZE, "FREEZE_REJECTED");
    }

    @Test
    void rejectionThatWasMadeAnApprovalIsNotProven() {
        gates.open(GateKind.FREEZE).post(BOB, DOMAIN, "reject", "not today");
        var key = gates.gate(GateKind.FREEZE).decisionKey();
        gates.put(key, gates.text(key).replace("REJECTED", "APPROVED"));
        refused(GateKind.FREEZE, "DECISION_NOT_PROVEN");
    }

    @Test
    void planAndEvidenceAreWhatTheyWere() {
        gates.open(GateKind.GO_LIVE).approve(BOB);
        gates.approve(CAT);
        gates.files.write(ProbeReport.key(RUN), new ProbeReport(RUN, gates.clock.instant(), List.of()));
        refused(GateKind.GO_LIVE, "DECISION_STALE");
        gates.store.delete(ProbeReport.key(RUN));
        assertThatCode(() -> approval.require(RUN, GateKind.GO_LIVE)).doesNotThrowAnyException();
        gates.configure("PT9H");
        assertThatCode(() -> approval.require(RUN, GateKind.GO_LIVE))
                .as("what is deployed meanwhile is of the next run")
                .doesNotThrowAnyException();
        var plan = "runs/" + RUN + "/frozen-plan.json";
        gates.put(plan, gates.text(plan).replace(DOMAIN, "evil.example.net"));
        refused(GateKind.GO_LIVE, "DECISION_STALE");
    }

    /** Lambda and Step Functions call a second time; the first call has written the counts by then. */
    @Test
    void freezeThatIsTriedAgainIsApprovedStill() {
        gates.open(GateKind.FREEZE).approve(BOB);
        gates.files.write(
                FrozenCounts.key(RUN),
                new FrozenCounts(RUN, gates.clock.instant(), List.of(), "retool", List.of(), List.of(), List.of()));
        assertThatCode(() -> approval.require(RUN, GateKind.FREEZE)).doesNotThrowAnyException();
    }

    @Test
    void runOfAnotherPlanIsNotTheOneThatWasDecidedOn() {
        gates.open(GateKind.FREEZE).approve(BOB);
        var key = "runs/" + RUN + "/run.json";
        gates.put(key, gates.text(key).replace("\"planDigest\" : \"", "\"planDigest\" : \"0"));
        refused(GateKind.FREEZE, "DECISION_NOT_PROVEN");
    }

    /** Sealed as they are: whoever could seal them must not get more by it than the gate's own rules. */
    @Test
    void sealedDecisionStillNeedsTheGatesPeopleAndTime() {
        gates.open(GateKind.GO_LIVE);
        decided(List.of(BOB), gates.clock.instant());
        refused(GateKind.GO_LIVE, "DECISION_NOT_PROVEN");
        decided(List.of(BOB, BOB), gates.clock.instant());
        refused(GateKind.GO_LIVE, "DECISION_NOT_PROVEN");
        decided(List.of(BOB, "mallory@evil.example"), gates.clock.instant());
        refused(GateKind.GO_LIVE, "DECISION_NOT_PROVEN");
        decided(List.of(BOB, CAT), gates.clock.instant().plus(Duration.ofHours(3)));
        refused(GateKind.GO_LIVE, "DECISION_NOT_PROVEN");
        decided(List.of(BOB, ANN), gates.clock.instant());
        assertThatCode(() -> approval.require(RUN, GateKind.GO_LIVE)).doesNotThrowAnyException();
    }

    private void decided(List<String> by, Instant at) {
        var gate = gates.gate(GateKind.GO_LIVE);
        var decision = new Decision(Outcome.APPROVED, by, "", at, "1", Optional.empty());
        gates.files.write(gate.decisionKey(), new Seals(gates.gateways.secretVault()).seal(gate, decision));
    }

    private void refused(GateKind kind, String code) {
        assertThatThrownBy(() -> approval.require(RUN, kind)).hasMessageStartingWith(code + " [OPERATOR]");
    }
}
