package dev.landfall.approval;

import static dev.landfall.approval.GateFixture.ANN;
import static dev.landfall.approval.GateFixture.BOB;
import static dev.landfall.approval.GateFixture.CAT;
import static dev.landfall.approval.GateFixture.DOMAIN;
import static dev.landfall.approval.GateFixture.RUN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.dns.DnsPreview;
import dev.landfall.gateway.Change;
import dev.landfall.gateway.Notices;
import dev.landfall.gateway.TestingNotices.Mail;
import dev.landfall.model.RunLayout;
import dev.landfall.model.failure.OperatorException;
import dev.landfall.model.failure.StillWaitingException;
import dev.landfall.probe.ProbeReport;
import dev.landfall.run.FrozenPlan;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class GatesTest {

    private final GateFixture gates = new GateFixture();

    @Test
    void everyApproverGetsOneMailWithTheirOwnLink() {
        gates.open(GateKind.GO_LIVE);

        assertThat(gates.notices.sent()).extracting(Mail::address).containsExactly(ANN, BOB, CAT);
        assertThat(gates.notices.sent()).allSatisfy(mail -> {
            assertThat(mail.subject()).hasSizeLessThan(100).contains(DOMAIN);
            assertThat(mail.text())
                    .contains(
                            "Preflight: ok 1, warnings 1, blockers 0, not checked 1.",
                            "no rehearsal of this plan",
                            RUN,
                            "cutover");
        });
        assertThat(List.of(gates.link(ANN), gates.link(BOB), gates.link(CAT))).doesNotHaveDuplicates();
    }

    /** A link that does not open is taken for a bad one, and the gate's time runs. */
    @Test
    void noMailLeavesBeforeThePageAnswers() {
        gates.notices.silence("it answered 503.");

        assertThatThrownBy(() -> gates.open(GateKind.FREEZE))
                .isInstanceOf(StillWaitingException.class)
                .hasMessageContaining("APPROVAL_PAGE_SILENT")
                .hasMessageContaining("https://gate.example.com/")
                .hasMessageContaining("it answered 503.");
        assertThat(gates.notices.sent()).isEmpty();

        gates.notices.answer();
        gates.open(GateKind.FREEZE);
        assertThat(gates.notices.sent()).hasSize(3);
    }

    @Test
    void signOfLifeNeedsNoLinkAndTellsNothing() {
        gates.open(GateKind.FREEZE);
        var health = gates.page.answer(new GatePage.Request("GET", "/health", Map.of(), "", "192.0.2.1", Map.of()));

        assertThat(health.status()).isEqualTo(200);
        assertThat(health.body()).contains(Notices.PAGE_ALIVE).doesNotContain(GateFixture.RUN, GateFixture.DOMAIN);
        assertThat(gates.page
                        .answer(new GatePage.Request("GET", "/approve/health", Map.of(), "", "192.0.2.1", Map.of()))
                        .status())
                .isNotEqualTo(200);
    }

    @Test
    void openingTwiceSendsNoSecondMail() {
        gates.open(GateKind.FREEZE);

        assertThat(new GateOpening(gates.gateways).open(gates.plan(), GateKind.FREEZE, "token-1"))
                .isEqualTo(Change.UNCHANGED);
        assertThat(gates.notices.sent()).hasSize(3);
    }

    @Test
    void newerTokenIsTheOneThatIsAnswered() {
        gates.open(GateKind.FREEZE);
        new GateOpening(gates.gateways).open(gates.plan(), GateKind.FREEZE, "token-2");

        gates.approve(BOB);

        assertThat(gates.notices.sent()).hasSize(3);
        assertThat(gates.tokens.answers()).singleElement().asString().startsWith("token-2 SUCCEEDED");
    }

    @Test
    void decisionForAnEarlierTryAnswersTheNewTokenToo() {
        gates.open(GateKind.FREEZE).approve(BOB);

        new GateOpening(gates.gateways).open(gates.plan(), GateKind.FREEZE, "token-2");

        assertThat(gates.tokens.answers()).hasSize(2).last().asString().startsWith("token-2 SUCCEEDED");
    }

    @Test
    void lookingDecidesNothing() {
        gates.open(GateKind.FREEZE);

        assertThat(gates.get(BOB).body()).contains("Freeze the source?", "Your decision", "Preflight: ok 1");
        var head = gates.ask("HEAD", gates.link(BOB), "");

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(gates.ask("GET", URI.create(gates.link(BOB) + "&choice=approve&phrase=" + DOMAIN), "")
                        .status())
                .isEqualTo(200);
        assertThat(gates.tokens.answers()).isEmpty();
        assertThat(gates.store.list("approvals/")).noneMatch(key -> key.contains("votes"));
    }

    @Test
    void otherMethodsAreRefused() {
        gates.open(GateKind.FREEZE);

        assertThat(gates.ask("PUT", gates.link(BOB), "").status()).isEqualTo(405);
    }

    @Test
    void onePersonApprovesAFreeze() {
        gates.open(GateKind.FREEZE).approve(BOB);

        assertThat(gates.tokens.answers())
                .containsExactly(
                        "token-1 SUCCEEDED {\"decision\":\"APPROVED\",\"by\":[\"bob@example.com\"],\"at\":\"2026-11-20T12:00:00Z\"}");
    }

    /** Its input names bob, so that ann could approve alone; who it was nobody but AWS can say. */
    @Test
    void starterWhoIsNotConfirmedCannotApproveAlone() {
        var claimed = new GateFixture(Optional.of(BOB), List.of(ANN, BOB, CAT));
        claimed.recorded = Optional.empty();
        claimed.open(GateKind.FREEZE);

        assertThat(claimed.notices.sent())
                .allSatisfy(mail -> assertThat(mail.text()).contains("Needs: 2 approvals by different people"));
        claimed.approve(ANN);
        assertThat(claimed.tokens.answers()).isEmpty();
        claimed.clock.move(Duration.ofSeconds(5));
        claimed.approve(CAT);
        assertThat(claimed.tokens.answers()).hasSize(1);
    }

    @Test
    void goLiveNeedsTwoDifferentPeople() {
        gates.open(GateKind.GO_LIVE);

        assertThat(gates.approve(BOB).body()).contains("Your vote was recorded");
        assertThat(gates.approve(BOB).body()).contains("You have voted already");
        assertThat(gates.tokens.answers()).isEmpty();
        gates.clock.move(Duration.ofSeconds(5));
        gates.approve(CAT);

        assertThat(gates.tokens.answers())
                .singleElement()
                .asString()
                .contains("[\"bob@example.com\",\"cat@example.com\"]");
    }

    @Test
    void whoeverStartedCannotBeTheOnlyApprover() {
        gates.open(GateKind.FREEZE).approve(ANN);

        assertThat(gates.tokens.answers()).isEmpty();
        gates.clock.move(Duration.ofSeconds(5));
        gates.approve(BOB);
        assertThat(gates.tokens.answers()).hasSize(1);
    }

    @Test
    void oneRejectionClosesTheGateAtOnce() {
        gates.open(GateKind.GO_LIVE).approve(BOB);
        gates.clock.move(Duration.ofSeconds(5));

        var page = gates.post(CAT, DOMAIN, "reject", "the audit table is short");

        assertThat(page.body()).contains("Rejected by cat@example.com");
        assertThat(gates.tokens.answers())
                .singleElement()
                .asString()
                .startsWith("token-1 FAILED GO_LIVE_REJECTED: GO_LIVE_REJECTED [OPERATOR]: cat@example.com rejected")
                .contains("the audit table is short");
    }

    @Test
    void wrongPhraseDecidesNothing() {
        gates.open(GateKind.FREEZE);

        assertThat(gates.post(BOB, "retool.example.org", "approve", "").body())
                .contains("not the domain", "Your decision");
        assertThat(gates.post(BOB, DOMAIN, "", "").body()).contains("Neither approve nor reject");
        assertThat(gates.post(BOB, DOMAIN, "approve", "x".repeat(501)).body()).contains("longer than 500");
        assertThat(gates.tokens.answers()).isEmpty();

        gates.post(BOB, " Retool.Example.com ", "approve", "");
        assertThat(gates.tokens.answers()).hasSize(1);
    }

    @Test
    void lateClickIsToldWhatWasDecidedByWhomAndWhen() {
        gates.open(GateKind.FREEZE).approve(BOB);
        gates.clock.move(Duration.ofHours(9));

        assertThat(gates.get(CAT).body())
                .contains("Approved by bob@example.com at 2026-11-20 12:00:00 UTC")
                .doesNotContain("<form");
        assertThat(gates.post(CAT, DOMAIN, "reject", "").body()).contains("Approved by bob@example.com");
        assertThat(gates.tokens.answers()).hasSize(1);
    }

    @Test
    void expiredGateDecidesNothing() {
        gates.open(GateKind.FREEZE);
        gates.clock.move(Duration.ofHours(2));

        assertThat(gates.approve(BOB).body()).contains("expired").doesNotContain("<form");
        assertThat(gates.tokens.answers()).isEmpty();
    }

    @Test
    void changedEvidenceMakesTheGateStale() {
        gates.open(GateKind.GO_LIVE);
        gates.files.write(ProbeReport.key(RUN), new ProbeReport(RUN, gates.clock.instant(), List.of()));

        assertThat(gates.approve(BOB).body()).contains("stale").doesNotContain("Approved");
        assertThat(gates.get(BOB).body()).contains("stale").doesNotContain("<form");
        assertThat(gates.tokens.answers()).singleElement().asString().startsWith("token-1 FAILED GATE_STALE");
    }

    @Test
    void changedPlanMakesTheGateStale() {
        gates.open(GateKind.GO_LIVE);
        var plan = new String(gates.store.read(FrozenPlan.key(RUN)).orElseThrow(), StandardCharsets.UTF_8);
        gates.store.write(
                FrozenPlan.key(RUN), plan.replace("\"PT1H\"", "\"PT9H\"").getBytes(StandardCharsets.UTF_8));

        assertThat(gates.approve(BOB).body()).contains("stale");
        assertThat(gates.tokens.answers()).singleElement().asString().startsWith("token-1 FAILED GATE_STALE");
    }

    /** It is another run's; this one's people see its keys and go on. */
    @Test
    void deploymentDuringTheRunIsNamedAndChangesNothingOfTheGate() {
        gates.open(GateKind.GO_LIVE);
        gates.configure("PT9H");

        assertThat(gates.get(BOB).body())
                .contains("DEPLOYED CONFIGURATION HAS CHANGED since this run&#39;s plan was frozen: window.")
                .doesNotContain("PT9H", "stale");
        gates.approve(BOB);
        gates.clock.move(Duration.ofSeconds(5));
        gates.approve(CAT);
        assertThat(gates.tokens.answers()).hasSize(1);
    }

    @Test
    void gateIsOpenedByTheFrozenPlanWhateverIsDeployedByThen() {
        gates.store.write(RunLayout.CONFIGURATION, """
                {"domain": "retool.example.com",
                 "source": {"cluster": "retool", "services": ["main"]},
                 "target": {"cluster": "eks", "namespace": "retool", "dnsTarget": "evil.example.net"},
                 "approvals": {"approvers": ["mallory@example.com"], "goLivePeople": 1,
                               "pageUrl": "https://gate.example.com/"}}
                """.getBytes(StandardCharsets.UTF_8));

        gates.open(GateKind.GO_LIVE);

        assertThat(gates.notices.sent()).extracting(Mail::address).containsExactly(ANN, BOB, CAT);
        assertThat(gates.notices.sent())
                .allSatisfy(mail -> assertThat(mail.text())
                        .contains("Needs: 2 approvals")
                        .contains("approvals.approvers, approvals.goLivePeople, dns.zoneId, target.dnsTarget, window")
                        .doesNotContain("mallory", "evil"));
    }

    @Test
    void linkIsGoodForItsOwnAddressOnly() {
        gates.open(GateKind.FREEZE);
        var link = gates.link(BOB).toString();
        var forged = link.replaceAll("p=[^&]*", "p=" + Gate.person(CAT));
        var cut = link.substring(0, link.length() - 1);
        var elsewhere = link.replaceAll("approve/[^?]*", "approve/../run");

        for (var bad : List.of(forged, cut, elsewhere)) {
            var answer = gates.ask("POST", URI.create(bad), "phrase=" + DOMAIN + "&choice=approve");
            assertThat(answer.status()).isIn(403, 404);
            assertThat(answer.body()).contains("Nothing was decided");
        }
        assertThat(gates.tokens.answers()).isEmpty();
    }

    @Test
    void stateThatWasLeftIsSaid() {
        gates.open(GateKind.FREEZE);
        gates.tokens.refuse("GATE_CLOSED");

        assertThat(gates.approve(BOB).body()).contains("Approved by bob@example.com", "was not waiting in that moment");
        gates.clock.move(Duration.ofHours(3));
        assertThat(gates.get(BOB).body()).contains("Approved by bob@example.com", "already been left");
    }

    @Test
    void answerThatDidNotArriveIsSentAgainByTheNextClick() {
        gates.open(GateKind.FREEZE);
        gates.tokens.refuse("UNREACHABLE");
        assertThat(gates.approve(BOB).status()).isEqualTo(503);

        gates.tokens.refuse("");
        gates.approve(BOB);
        gates.approve(BOB);

        assertThat(gates.tokens.answers()).hasSize(1);
    }

    @Test
    void concurrentClicksDecideOnce() throws Exception {
        for (var round = 0; round < 20; round++) {
            var fresh = new GateFixture().open(GateKind.GO_LIVE);
            var clicks = new ArrayList<Callable<GatePage.Answer>>();
            for (var who : List.of(ANN, BOB, CAT, ANN, BOB, CAT)) {
                clicks.add(() -> fresh.approve(who));
            }
            clicks.add(() -> fresh.post(CAT, DOMAIN, "reject", "no"));
            try (var people = Executors.newFixedThreadPool(clicks.size())) {
                for (var click : people.invokeAll(clicks)) {
                    assertThat(click.get().status()).isEqualTo(200);
                }
            }
            assertThat(fresh.tokens.answers()).hasSize(1);
            assertThat(fresh.get(ANN).body()).doesNotContain("already been left");
            assertThat(fresh.store.list("approvals/"))
                    .filteredOn(key -> key.contains("decision"))
                    .hasSize(1);
        }
    }

    @Test
    void tokenIsNeverInPlainSight() {
        gates.open(GateKind.FREEZE);
        var everything = new StringBuilder(gates.get(BOB).body());
        gates.notices.sent().forEach(mail -> everything.append(mail.text()));
        gates.store
                .list("")
                .forEach(key ->
                        everything.append(new String(gates.store.read(key).orElseThrow(), StandardCharsets.UTF_8)));

        assertThat(everything.toString()).doesNotContain("token-1");
    }

    @Test
    void hostileTextStaysText() {
        gates.open(GateKind.GO_LIVE).post(BOB, DOMAIN, "approve", "<script>alert(1)</script>\"'");

        assertThat(gates.get(CAT).body())
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
                .doesNotContain("<script");
    }

    /** Whatever came into the record of the run or into evidence: it begins no line of the mail. */
    @Test
    void hostileTextForgesNoLineOfTheMail() {
        var forged = "ann@example.com\nLook and decide here:\nhttps://evil.example.net/approve/1";
        var hostile = new GateFixture(Optional.of(forged), List.of(ANN, BOB, CAT));
        hostile.files.write(
                DnsPreview.key(RUN),
                new DnsPreview(
                        DOMAIN,
                        hostile.clock.instant(),
                        List.of("CNAME a\u2028https://evil.example.net/approve/2"),
                        List.of("b"),
                        Optional.empty()));

        hostile.open(GateKind.FREEZE);

        assertThat(hostile.notices.sent())
                .hasSize(3)
                .allSatisfy(mail -> assertThat(mail.text().lines().filter(line -> line.startsWith("https://")))
                        .singleElement()
                        .asString()
                        .startsWith("https://gate.example.com/approve/"))
                .allSatisfy(mail -> assertThat(mail.text())
                        .doesNotContain("\u2028")
                        .contains("points to CNAME a https://evil.example.net/approve/2 now, and will point to b."));
    }

    @Test
    void pagesStayForAPersonToLookAt() throws java.io.IOException {
        var pages = java.nio.file.Files.createDirectories(java.nio.file.Path.of("target", "pages"));
        gates.open(GateKind.GO_LIVE);
        java.nio.file.Files.writeString(
                pages.resolve("gate-open.html"), gates.get(BOB).body());
        gates.post(BOB, DOMAIN, "approve", "Looked at every probe.");
        var wrong = gates.post(CAT, "retool", "approve", "").body();
        java.nio.file.Files.writeString(pages.resolve("gate-wrong.html"), wrong);
        var decided =
                gates.post(CAT, DOMAIN, "reject", "The audit table is short.").body();
        java.nio.file.Files.writeString(pages.resolve("gate-decided.html"), decided);

        assertThat(decided)
                .contains("Rejected by cat@example.com", "The audit table is short.", "Looked at every probe.");
    }

    /** Approvers need none of them to decide; who applies them finds them in the mail, too. */
    @Test
    void stepsForOperatorsAreFoldedAwayBelowTheDecision() {
        gates.open(GateKind.GO_LIVE);
        var page = gates.get(BOB).body();

        assertThat(page.substring(0, page.indexOf("Your decision"))).doesNotContain("terraform apply");
        assertThat(page.substring(page.indexOf("<details>")))
                .contains("For an operator, when the run waits in AwaitLiveSettings", "terraform apply");
    }

    @Test
    void pageKeepsLinkAndContentToItself() {
        gates.open(GateKind.FREEZE);

        assertThat(gates.get(BOB).headers())
                .containsEntry("cache-control", "no-store")
                .containsEntry("referrer-policy", "no-referrer")
                .containsEntry("x-frame-options", "DENY")
                .hasEntrySatisfying(
                        "content-security-policy",
                        policy -> assertThat(policy)
                                .contains("default-src 'none'")
                                .doesNotContain("unsafe"));
    }

    @Test
    void gateThatNobodyCouldPassIsRefused() {
        var alone = new GateFixture(Optional.of(BOB), List.of(BOB));
        assertThatThrownBy(() -> alone.open(GateKind.FREEZE))
                .isInstanceOf(OperatorException.class)
                .hasMessageContaining("APPROVERS_NOT_CONFIRMED");
    }
}
