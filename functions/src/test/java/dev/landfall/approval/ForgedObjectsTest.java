package dev.landfall.approval;

import static dev.landfall.approval.GateFixture.ANN;
import static dev.landfall.approval.GateFixture.BOB;
import static dev.landfall.approval.GateFixture.CAT;
import static dev.landfall.approval.GateFixture.DOMAIN;
import static dev.landfall.approval.GateFixture.RUN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.approval.Refused.Kind;
import dev.landfall.model.Sha256;
import dev.landfall.model.failure.OperatorException;
import dev.landfall.report.ReportWriting;
import dev.landfall.run.FrozenPlan;
import dev.landfall.run.RunRecord;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody tries who may write to the run's bucket, and has no approver's link. */
class ForgedObjectsTest {

    private static final String MALLORY = "mallory@evil.example";

    private final GateFixture gates = new GateFixture();

    @Test
    void decisionThatNobodyMadeIsNamedAndAnHonestOneTakesItsPlace() {
        gates.open(GateKind.FREEZE);
        gates.put(gates.gate(GateKind.FREEZE).decisionKey(), decision("APPROVED", MALLORY));

        assertThat(gates.get(BOB).body()).contains("DECISION_NOT_PROVEN", "Your decision");
        assertThat(gates.post(BOB, DOMAIN, "reject", "no").body()).contains("Rejected by bob@example.com");

        assertThat(gates.tokens.answers()).singleElement().asString().startsWith("token-1 FAILED FREEZE_REJECTED");
        var log = gates.log(GateKind.FREEZE);
        assertThat(log.by()).containsExactly(BOB);
        assertThat(log.refused()).extracting(Refused::code).containsExactly(Kind.DECISION_NOT_PROVEN);
    }

    @Test
    void clickAtAGateWithAForgedDecisionIsNotTheForgersToDeliver() {
        gates.open(GateKind.FREEZE);
        gates.put(gates.gate(GateKind.FREEZE).decisionKey(), decision("APPROVED", MALLORY));

        gates.post(BOB, "a wrong phrase", "reject", "");

        assertThat(gates.tokens.answers()).isEmpty();
    }

    @Test
    void voteOfNoApproverAndARealOneAreOneVote() {
        gates.open(GateKind.GO_LIVE);
        var gate = gates.gate(GateKind.GO_LIVE);
        gates.put(gate.votesPrefix() + "zzzz.json", vote(MALLORY));
        gates.put(gate.voteKey(MALLORY), vote(MALLORY));

        gates.approve(BOB);

        assertThat(gates.tokens.answers()).isEmpty();
        assertThat(gates.get(CAT).body()).contains("VOTE_OF_NO_APPROVER", "Your decision");
        gates.approve(CAT);
        assertThat(gates.tokens.answers())
                .singleElement()
                .asString()
                .contains(BOB, CAT)
                .doesNotContain("mallory");
        assertThat(gates.log(GateKind.GO_LIVE).votes())
                .extracting(GateLog.Voice::address)
                .containsExactlyInAnyOrder(BOB, CAT);
    }

    @Test
    void voteInAnApproversPlaceCountsForNothingAndKeepsThemFromNothing() {
        gates.open(GateKind.GO_LIVE);
        gates.put(gates.gate(GateKind.GO_LIVE).voteKey(CAT), vote(CAT));
        gates.approve(BOB);
        assertThat(gates.tokens.answers()).isEmpty();

        assertThat(gates.post(CAT, DOMAIN, "reject", "not yet").body()).contains("Rejected by cat@example.com");

        var report = new ReportWriting(gates.gateways, gates.plan()).write(RUN, Optional.empty());
        assertThat(report.approvals().getFirst().refused())
                .extracting(Refused::code)
                .containsExactly(Kind.VOTE_NOT_PROVEN);
        assertThat(gates.text("runs/" + RUN + "/report.html")).contains("VOTE_NOT_PROVEN");
    }

    @Test
    void voteInAnotherPersonsPlaceIsNotTheirs() {
        gates.open(GateKind.GO_LIVE).approve(BOB);
        var gate = gates.gate(GateKind.GO_LIVE);
        gates.put(gate.voteKey(CAT), gates.text(gate.voteKey(BOB)));
        gates.put(gate.voteKey(ANN), gates.text(gate.voteKey(BOB)).replace(BOB, ANN));

        gates.post(ANN, "a wrong phrase", "approve", "");

        assertThat(gates.get(ANN).body()).contains("VOTE_NOT_PROVEN");
        assertThat(gates.tokens.answers()).isEmpty();
    }

    @Test
    void voteFromAnotherGateOrAnotherRunDoesNotCount() {
        gates.open(GateKind.FREEZE).approve(BOB);
        gates.open(GateKind.ROLLBACK).approve(CAT);
        gates.files.write(RunRecord.opened(
                "cutover-2",
                "arn:2",
                dev.landfall.run.RunMode.CUTOVER,
                gates.files.run(RUN).planDigest(),
                "dump",
                "none",
                Optional.of(ANN),
                gates.clock.instant(),
                Optional.empty()));
        var second = FrozenPlan.now("cutover-2", gates.plan().configuration()).freeze(gates.files);
        new GateOpening(gates.gateways).open(second, GateKind.GO_LIVE, "token-2");
        var other = gates.files.require(Gate.key(Gate.id("cutover-2", GateKind.GO_LIVE)), Gate.class);
        gates.approve(CAT);
        gates.open(GateKind.GO_LIVE);
        var gate = gates.gate(GateKind.GO_LIVE);

        gates.put(gate.voteKey(BOB), gates.text(gates.gate(GateKind.FREEZE).voteKey(BOB)));
        gates.put(gate.voteKey(CAT), gates.text(other.voteKey(CAT)));
        gates.put(gate.decisionKey(), gates.text(gates.gate(GateKind.FREEZE).decisionKey()));
        gates.post(ANN, DOMAIN, "approve", "");

        assertThat(gates.log(GateKind.GO_LIVE).votes())
                .extracting(GateLog.Voice::address)
                .containsExactly(ANN);
        assertThat(gates.log(GateKind.GO_LIVE).decision()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "people|\"people\" : 2|\"people\" : 1",
                "approvers|ann@example.com|mallory@evil.example",
                "phrase|\"phrase\" : \"retool.example.com\"|\"phrase\" : \"\"",
                "expiry|2026-11-20T14:00:00Z|2036-11-20T14:00:00Z",
                "who started it|\"requestedBy\" : \"ann@example.com\"|\"requestedBy\" : \"x@example.com\"",
                "plan|\"planDigest\" : \"|\"planDigest\" : \"0",
                "evidence|\"evidenceDigest\" : \"|\"evidenceDigest\" : \"0",
                "what is shown|blockers 0|blockers 9",
                "seal|\"seal\" : \"|\"seal\" : \"A"
            })
    void gateThatWasEditedDecidesNothing(String what, String from, String to) {
        gates.open(GateKind.GO_LIVE);
        var key = Gate.key(Gate.id(RUN, GateKind.GO_LIVE));
        var before = gates.text(key);
        gates.put(key, before.replace(from, to));
        assertThat(gates.text(key)).as(what).isNotEqualTo(before);

        var answer = gates.approve(BOB);
        gates.approve(CAT);

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.body()).contains("is not the gate that Landfall opened", "Nothing was decided");
        assertThat(gates.tokens.answers()).isEmpty();
        assertThatThrownBy(() -> new Approval(gates.gateways).require(RUN, GateKind.GO_LIVE))
                .hasMessageContaining("GATE_NOT_PROVEN");
        assertThat(new ReportWriting(gates.gateways, gates.plan())
                        .write(RUN, Optional.empty())
                        .notes()
                        .toString())
                .contains("GATE_NOT_PROVEN");

        gates.put(key, before);
        gates.approve(BOB);
        gates.approve(CAT);
        assertThat(gates.tokens.answers()).as("as it was, it is good again").hasSize(1);
    }

    @Test
    void gateThatLiesThereBeforeItIsOpenedIsReplaced() {
        var key = Gate.key(Gate.id(RUN, GateKind.FREEZE));
        gates.open(GateKind.FREEZE);
        var forged = gates.text(key).replace("\"people\" : 1", "\"people\" : 0");
        gates.store.delete(key);
        gates.put(key, forged);

        gates.open(GateKind.FREEZE);

        assertThat(gates.gate(GateKind.FREEZE).people()).isEqualTo(1);
        gates.approve(BOB);
        assertThat(gates.tokens.answers()).hasSize(1);
        assertThat(gates.log(GateKind.FREEZE).refused())
                .extracting(Refused::code)
                .containsExactly(Kind.GATE_NOT_PROVEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "{}", "[]", "{\"decision\":\"APPROVED\"}", "not json", "{\"by\":[null]}"})
    void whateverLiesInTheWayAnHonestDecisionPasses(String content) {
        gates.open(GateKind.GO_LIVE);
        var gate = gates.gate(GateKind.GO_LIVE);
        gates.put(gate.decisionKey(), content);
        gates.put(gate.voteKey(BOB), content);
        gates.put(gate.voteKey(ANN), content);
        gates.put(gate.refusedPrefix() + "x.json", content);

        gates.approve(BOB);
        gates.approve(CAT);

        assertThat(gates.tokens.answers()).singleElement().asString().contains(BOB, CAT);
        new Approval(gates.gateways).require(RUN, GateKind.GO_LIVE);
    }

    @Test
    void mailThatWasNeverSentIsSent() {
        gates.open(GateKind.FREEZE);
        var gate = gates.gate(GateKind.FREEZE);
        var planned = "approvals/" + Gate.id(RUN, GateKind.GO_LIVE) + "/mails/" + Gate.person(BOB) + ".json";
        gates.put(planned, gates.text(gate.mailKey(BOB)));
        var before = gates.notices.sent().size();

        gates.open(GateKind.GO_LIVE);

        assertThat(gates.notices.sent().stream().skip(before))
                .extracting(mail -> mail.address())
                .contains(BOB);
    }

    @Test
    void answerThatWasNeverGivenIsGiven() {
        gates.open(GateKind.FREEZE);
        gates.put(
                gates.gate(GateKind.FREEZE).deliveryKey(Sha256.hex("token-1")),
                "{\"heard\": true, \"at\": \"2026-11-20T12:00:00Z\"}");

        gates.approve(BOB);

        assertThat(gates.tokens.answers()).hasSize(1);
    }

    @Test
    void tokenOfAnotherGateOpensForNobody() {
        gates.open(GateKind.GO_LIVE);
        gates.open(GateKind.FREEZE);
        var freeze = gates.gate(GateKind.FREEZE);
        var goLive = gates.gate(GateKind.GO_LIVE);

        gates.files.write(
                Gate.key(freeze.id()), freeze.withToken(goLive.encryptedToken()).withSeal("A".repeat(43)));
        assertThat(gates.approve(BOB).body()).contains("is not the gate that Landfall opened");

        // Even sealed anew, by whoever might use that key.
        gates.files.write(
                Gate.key(freeze.id()),
                new Seals(gates.gateways.secretVault()).seal(freeze.withToken(goLive.encryptedToken())));
        assertThatThrownBy(() -> new GateOpening(gates.gateways).open(gates.plan(), GateKind.FREEZE, "token-1"))
                .isInstanceOf(OperatorException.class)
                .hasMessageContaining("DECRYPTION_REFUSED");
        assertThat(gates.tokens.answers()).isEmpty();
    }

    private static String vote(String address) {
        return """
                {"address": "%s", "choice": "approve", "comment": "", "at": "2026-11-20T12:00:00Z", "nonce": "1",
                 "seal": "%s"}""".formatted(address, "A".repeat(43));
    }

    private static String decision(String outcome, String... by) {
        return """
                {"decision": "%s", "by": ["%s"], "comment": "", "at": "2026-11-20T12:00:00Z", "nonce": "1"}""".formatted(outcome, String.join("\", \"", List.of(by)));
    }
}
