package dev.landfall.freeze;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.gateway.TestingRunStore;
import dev.landfall.model.RunLayout;
import dev.landfall.run.RunFiles;
import dev.landfall.run.RunMode;
import dev.landfall.run.RunRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StandingTest {

    private static final Instant START = Instant.parse("2026-11-20T12:00:00Z");

    private final RunFiles files = new RunFiles(new TestingRunStore());

    @Test
    void sourceIsLiveWhereNothingWasDone() {
        files.write(cutover());

        assertThat(Standing.of(files).live()).isEqualTo(Standing.Side.SOURCE);
    }

    @Test
    void neitherIsLiveWhileTheSourceIsFrozenAndTheDomainWasNotMoved() {
        files.write(cutover());
        freeze();

        assertThat(Standing.of(files).live()).isEqualTo(Standing.Side.NEITHER);
        assertThat(Standing.of(files).line()).contains("frozen since 2026-11-20T12:00:00Z by the run cut", "rollback");
    }

    @Test
    void targetIsLiveOnceTheDomainWasMoved() {
        files.write(cutover().withDnsSwitched(START));
        freeze();

        assertThat(Standing.of(files).live()).isEqualTo(Standing.Side.TARGET);
    }

    @Test
    void bothMayBeLiveWhereTheDomainWasMovedAndTheSourceIsNotFrozen() {
        files.write(cutover().withDnsSwitched(START));

        assertThat(Standing.of(files).live()).isEqualTo(Standing.Side.BOTH);
    }

    private void freeze() {
        files.write(
                RunLayout.SOURCE_FREEZE,
                new FrozenCounts("cut", START, List.of(), "retool", List.of(), List.of(), List.of()));
    }

    private static RunRecord cutover() {
        return RunRecord.opened(
                "cut", "arn:cut", RunMode.CUTOVER, "digest", "dump", "none", Optional.empty(), START, Optional.empty());
    }
}
