package dev.landfall.approval;

import static dev.landfall.approval.GateFixture.BOB;
import static dev.landfall.approval.GateFixture.RUN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.preflight.PreflightReport;
import dev.landfall.preflight.PreflightReport.Check;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A gate says what lies ahead, how long that took, and plainly what nobody knows. */
class OutlookTest {

    private final GateFixture gates = OutlookFixture.rehearsed(new GateFixture());

    @Test
    void stepsOfTheFreezeHaveTheTimesOfTheRehearsal() {
        gates.open(GateKind.FREEZE);

        for (var text :
                List.of(gates.get(BOB).body(), gates.notices.sent().getFirst().text())) {
            assertThat(text)
                    .contains("MoveDatabases, 2 min 51 s in the rehearsal")
                    .contains("SnapshotDatabases, time unknown")
                    .contains(
                            "Until the go-live gate: 4 min by the rehearsal rehearsal-1, and what no rehearsal measures: Freeze, ConfirmQuiet, SnapshotDatabases, MeasureSource.")
                    .contains("Way back: whole, and by itself.")
                    .doesNotContain("locked out since");
        }
    }

    @Test
    void goLiveSaysSinceWhenUsersAreLockedOutAndWhatIsLeft() {
        OutlookFixture.frozen(gates).open(GateKind.GO_LIVE);

        gates.clock.move(Duration.ofMinutes(4));
        assertThat(gates.get(BOB).body())
                .contains(
                        "Users are locked out since 2026-11-20 11:52:00 UTC, for 12 min of a window of 1 h: 48 min are left.")
                .contains("The rest: 22 s by the rehearsal rehearsal-1")
                .contains("what no rehearsal measures: ConfirmSource, AwaitLiveSettings, VerifyLive, LiftFreeze.")
                .contains("Way back: with loss, by ./landfall rollback")
                .contains("<svg", "after 12 min in which users were locked out");
        gates.clock.move(Duration.ofMinutes(49));
        assertThat(gates.get(BOB).body()).contains("THE WINDOW IS OVER by 1 min.");
    }

    @Test
    void eachWarningAndWhatNobodyCheckedHasALine() {
        OutlookFixture.frozen(gates).open(GateKind.GO_LIVE);

        for (var text :
                List.of(gates.get(BOB).body(), gates.notices.sent().getFirst().text())) {
            assertThat(text)
                    .contains(
                            "Warning, space: Space is short.",
                            "Not checked, certificate: No zone is configured.",
                            "Not checked, api-v2: No API token is configured.");
        }
    }

    @Test
    void differencesToTheRehearsalAreNamed() {
        gates.files.write(
                PreflightReport.key(RUN),
                new PreflightReport(
                        RUN,
                        gates.clock.instant(),
                        List.of(Check.warning("drift", "The service workers is new.", "Rehearse again."))));
        OutlookFixture.frozen(gates).open(GateKind.GO_LIVE);

        assertThat(gates.get(BOB).body())
                .contains("Since the last rehearsal", "Drift: The service workers is new.")
                .contains("Rows: unknown before the copy.")
                .contains(
                        "Time from the freeze to the proof: 7 min 40 s, with stopping and snapshots; 4 min in the rehearsal, without them.");
    }

    @Test
    void withoutARehearsalEverythingIsUnknownAndSaidToBe() {
        var fresh = new GateFixture();
        fresh.open(GateKind.FREEZE);

        assertThat(fresh.get(BOB).body())
                .contains("How long the rest takes is unknown: no rehearsal of this plan has passed.")
                .contains("MoveDatabases, time unknown")
                .contains("unknown, because no rehearsal of this plan has passed.");
    }

    @Test
    void outlookIsSealedWithTheGate() {
        gates.open(GateKind.FREEZE);
        var key = Gate.key(Gate.id(RUN, GateKind.FREEZE));
        gates.put(key, gates.text(key).replace("PT2M51S", "PT1S"));

        assertThat(gates.get(BOB).status()).isEqualTo(500);
        assertThat(gates.get(BOB).body()).contains("GATE_NOT_PROVEN");
    }

    @Test
    void gateThatIsOverLooksAheadNoMore() {
        gates.open(GateKind.FREEZE).approve(BOB);

        assertThat(gates.get(BOB).body()).doesNotContain("<svg", "Until the go-live gate");
    }
}
