package dev.landfall.approval;

import static dev.landfall.approval.GateFixture.ANN;
import static dev.landfall.approval.GateFixture.BOB;
import static dev.landfall.approval.GateFixture.CAT;
import static dev.landfall.approval.GateFixture.DOMAIN;
import static dev.landfall.approval.GateFixture.RUN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.probe.ProbeReport;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Nobody is stranded: what was said is heard, what cannot be decided any more ends, and the page says which it is. */
class GateFinishingTest {

    private final GateFixture gates = new GateFixture();

    /** The source may be frozen: waiting for the gate's expiry would lock users out for nothing. */
    @Test
    void staleGateIsEndedByWhoeverOpensIt() {
        gates.open(GateKind.GO_LIVE);
        changeEvidence();

        assertThat(gates.get(BOB).body()).contains("Go live on the target: ended", "the run goes back by itself");

        assertThat(gates.tokens.answers()).singleElement().asString().startsWith("token-1 FAILED GATE_STALE");
        gates.get(CAT);
        assertThat(gates.tokens.answers()).hasSize(1);
    }

    @Test
    void staleGateTakesARejection() {
        gates.open(GateKind.GO_LIVE);
        changeEvidence();

        assertThat(gates.post(BOB, DOMAIN, "reject", "no").body()).contains("Rejected by bob@example.com");
        assertThat(gates.tokens.answers()).singleElement().asString().startsWith("token-1 FAILED GO_LIVE_REJECTED");
    }

    /** The function died after the vote was kept. */
    @Test
    void votesThatAreEnoughDecideWhenAnybodyLooks() {
        gates.open(GateKind.FREEZE);
        var gate = gates.gate(GateKind.FREEZE);
        GateWriting.of(gates.gateways)
                .keep(
                        gate,
                        new Vote(BOB, Vote.Choice.APPROVE, "", gates.clock.instant(), "n", Optional.empty()),
                        new Turns(List.of(), Optional.empty(), Optional.empty()));

        assertThat(gates.get(CAT).body()).contains("Freeze the source: approved", "Approved by bob@example.com");
        assertThat(gates.tokens.answers()).singleElement().asString().startsWith("token-1 SUCCEEDED");
    }

    /** The function died, or Step Functions did not answer, after the decision was kept. */
    @Test
    void decisionThatDidNotArriveIsSentWhenAnybodyLooks() {
        gates.open(GateKind.FREEZE);
        gates.tokens.refuse("UNREACHABLE");
        assertThat(gates.approve(BOB).status()).isEqualTo(503);

        gates.tokens.refuse("");
        assertThat(gates.get(CAT).body())
                .contains("Approved by bob@example.com")
                .doesNotContain("already been left");
        assertThat(gates.tokens.answers()).hasSize(1);
        gates.get(CAT);
        assertThat(gates.tokens.answers()).hasSize(1);
    }

    @Test
    void oneWhoseVoteCameTooLateIsTold() {
        gates.open(GateKind.FREEZE).approve(BOB);

        assertThat(gates.post(CAT, DOMAIN, "reject", "stop").body())
                .contains("decided before your vote came", "Approved by bob@example.com");
        assertThat(gates.approve(BOB).body()).doesNotContain("before your vote came");
    }

    @Test
    void pageSaysHowManyAreMissingAndWhoIsSilent() {
        gates.open(GateKind.GO_LIVE);
        assertThat(gates.get(BOB).body()).doesNotContain("so far, waiting for");
        gates.approve(CAT);
        gates.clock.move(Duration.ofSeconds(5));

        assertThat(gates.get(ANN).body())
                .contains("1 of 2 approvals so far, waiting for ann@example.com, bob@example.com.");
    }

    @Test
    void votesStandInOrderOfTime() {
        gates.open(GateKind.GO_LIVE).approve(CAT);
        gates.clock.move(Duration.ofSeconds(5));
        var page = gates.approve(ANN).body();

        assertThat(page.indexOf("<b>cat@example.com</b>"))
                .isPositive()
                .isLessThan(page.indexOf("<b>ann@example.com</b>"));
    }

    @Test
    void expiredGateIsNoQuestionAnyMore() {
        gates.open(GateKind.FREEZE);
        gates.clock.move(Duration.ofHours(2));

        assertThat(gates.get(BOB).body()).contains("Freeze the source: expired", "Was open until");
    }

    /** Enter in a field sends the form: no button may carry a choice. */
    @Test
    void choiceIsAChoiceOfItsOwn() {
        gates.open(GateKind.FREEZE);

        assertThat(gates.get(BOB).body())
                .contains(
                        "type=\"radio\" name=\"choice\" value=\"approve\" required>",
                        "<button>Send my decision</button>")
                .doesNotContain("<button name", "required checked");
    }

    @Test
    void formThatWasNotTakenKeepsWhatWasTyped() {
        gates.open(GateKind.FREEZE);

        assertThat(gates.post(BOB, "retool", "reject", "The table <b> is short.")
                        .body())
                .contains("The table &lt;b&gt; is short.</textarea>", "value=\"reject\" required checked>");
    }

    @Test
    void formOfAnotherSiteIsRefused() {
        gates.open(GateKind.FREEZE);

        for (var headers : List.of(
                Map.of("sec-fetch-site", "cross-site", "host", "gate.example.com"),
                Map.of("sec-fetch-site", "same-site"),
                Map.of("origin", "https://evil.example.net", "host", "gate.example.com"))) {
            var answer = vote(headers);
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.body()).contains("came from another page", "Nothing was decided");
        }
        assertThat(gates.tokens.answers()).isEmpty();

        // What a browser sends from the page itself, which lets no Referer out.
        assertThat(vote(Map.of("sec-fetch-site", "same-origin", "origin", "null"))
                        .status())
                .isEqualTo(200);
        assertThat(gates.tokens.answers()).hasSize(1);
    }

    @Test
    void commentForgesNoLineOfTheTerminal() {
        gates.open(GateKind.FREEZE);

        gates.post(BOB, DOMAIN, "reject", "no\u001b[2J\u001b]0;owned\u0007\nlandfall: PASSED\u202e");

        assertThat(gates.tokens.answers())
                .singleElement()
                .asString()
                .contains("no [2J ]0;owned landfall: PASSED")
                .doesNotContain("\u001b", "\n", "\u202e", "\u0007");
    }

    private GatePage.Answer vote(Map<String, String> headers) {
        var link = gates.link(BOB);
        var query = Map.of("p", Gate.person(BOB), "s", link.getRawQuery().replaceAll(".*s=([^&]*).*", "$1"));
        var form = "choice=approve&phrase=" + URLEncoder.encode(DOMAIN, StandardCharsets.UTF_8);
        return gates.page.answer(new GatePage.Request("POST", link.getPath(), query, form, "192.0.2.1", headers));
    }

    private void changeEvidence() {
        gates.files.write(ProbeReport.key(RUN), new ProbeReport(RUN, gates.clock.instant(), List.of()));
    }
}
