package dev.landfall.rollback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.gateway.TestingRunStore;
import dev.landfall.model.transfer.DivergenceReport;
import dev.landfall.model.transfer.DivergenceReport.DatabaseDivergence;
import dev.landfall.run.RunFiles;
import dev.landfall.run.RunMode;
import dev.landfall.run.RunRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeptTargetTest {

    private static final Instant START = Instant.parse("2026-11-20T12:00:00Z");

    private final RunFiles files = new RunFiles(new TestingRunStore());

    @Test
    void rowsOfACutoverThatTookItselfBackWaitForADecision() {
        tookItselfBack("cut", "dump");
        counted("cut", 15, Optional.empty());

        var kept = KeptTarget.undecided(files, "next");
        assertThat(kept).contains(new KeptTarget("cut", Optional.of(15L)));
        assertThat(kept.orElseThrow().refusal())
                .hasMessageContaining("TARGET_WRITES_KEPT")
                .hasMessageContaining("15 rows")
                .hasMessageContaining("--discard cut");
    }

    @Test
    void whatWasNotCountedWaitsAsWell() {
        tookItselfBack("cut", "dump");
        assertThat(KeptTarget.undecided(files, "next")).contains(new KeptTarget("cut", Optional.empty()));

        counted("cut", 0, Optional.of("It was not reached."));
        assertThat(KeptTarget.undecided(files, "next")).contains(new KeptTarget("cut", Optional.empty()));
    }

    @Test
    void runThatNamesItDecidesForAllThatFollow() {
        tookItselfBack("cut", "dump");
        files.write(opened("next", RunMode.REHEARSAL, "dump").discarding(Optional.of("cut")));

        assertThat(KeptTarget.undecided(files, "next")).isEmpty();
        assertThat(KeptTarget.undecided(files, "later")).isEmpty();
    }

    @Test
    void nothingWaitsWhereNothingIsLost() {
        tookItselfBack("untouched", "dump");
        counted("untouched", 0, Optional.empty());
        tookItselfBack("shared", "shared");
        files.write(opened("live", RunMode.CUTOVER, "dump").withDnsSwitched(START));
        files.write(opened("approved", RunMode.CUTOVER, "dump")
                .withDnsSwitched(START)
                .withDnsReturned(START)
                .withRolledBackBy("rollback-1"));

        assertThat(KeptTarget.undecided(files, "next")).isEmpty();
    }

    private void tookItselfBack(String runId, String strategy) {
        files.write(
                opened(runId, RunMode.CUTOVER, strategy).withDnsSwitched(START).withDnsReturned(START));
    }

    private void counted(String runId, long written, Optional<String> notMeasured) {
        files.write(
                DivergenceReport.key(runId),
                new DivergenceReport(
                        runId,
                        runId,
                        START,
                        START,
                        written,
                        0,
                        List.of(new DatabaseDivergence("app", notMeasured, List.of())),
                        false,
                        List.of()));
    }

    private static RunRecord opened(String runId, RunMode mode, String strategy) {
        return RunRecord.opened(
                runId, "arn:" + runId, mode, "digest", strategy, "none", Optional.empty(), START, Optional.empty());
    }
}
