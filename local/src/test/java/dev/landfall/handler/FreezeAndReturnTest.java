package dev.landfall.handler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.freeze.SourceFreeze;
import dev.landfall.freeze.SourceReturn;
import dev.landfall.freeze.StandingFreeze;
import dev.landfall.gateway.Change;
import dev.landfall.gateway.RunStore;
import dev.landfall.gateway.ScalingSuspension;
import dev.landfall.gateway.Schedule;
import dev.landfall.gateway.SourceCluster;
import dev.landfall.local.cloud.InMemorySourceCluster;
import dev.landfall.run.RunFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.io.TempDir;

/** A freeze and its return, each cut off anywhere and done again, leave any source exactly as it was. */
class FreezeAndReturnTest {

    private static final int SOURCES = 40;

    @TempDir
    Path folder;

    private long seed;
    private int worlds;
    private InMemorySourceCluster source;
    private MemoryRunStore store;

    @BeforeEach
    void seed(RepetitionInfo repetition) {
        seed = repetition.getCurrentRepetition();
    }

    private List<Object> fresh() throws IOException {
        store = new MemoryRunStore();
        source = new RandomSource(seed).build(Files.createDirectory(folder.resolve("world-" + worlds++)));
        return state();
    }

    private List<Object> state() {
        return List.of(source.services(), source.schedules());
    }

    @RepeatedTest(SOURCES)
    void whatWasFrozenInWholeOrInPartIsGivenBackAsItWas() throws IOException {
        boolean whole = false;
        for (int step = 0; !whole; step++) {
            var before = fresh();
            whole = freeze("cut", step);
            giveBackCutOffEverywhere("cut");
            assertThat(state()).as("cut off at change %d", step).isEqualTo(before);
            nothingStands("cut");
        }
    }

    @RepeatedTest(SOURCES)
    void freezeThatIsDoneAgainRemembersTheFirst() throws IOException {
        boolean whole = false;
        for (int step = 0; !whole; step++) {
            var before = fresh();
            whole = freeze("cut", step);
            assertThat(freeze("cut", Integer.MAX_VALUE)).isTrue();
            assertFrozen();
            var counts = StandingFreeze.in(new RunFiles(store));
            assertThat(of(source, store).freeze("cut")).isEqualTo(Change.UNCHANGED);
            assertThat(StandingFreeze.in(new RunFiles(store))).isEqualTo(counts);
            giveBackCutOffEverywhere("cut");
            assertThat(state()).as("cut off at change %d", step).isEqualTo(before);
        }
    }

    @RepeatedTest(SOURCES)
    void runThatTakesAFreezeOverGivesBackWhatWasBeforeTheFirst() throws IOException {
        boolean whole = false;
        for (int step = 0; !whole; step++) {
            var before = fresh();
            whole = freeze("first", step);
            for (int again = 0; !freeze("second", again); again++) {
                assertThat(again).isLessThan(100);
            }
            assertFrozen();
            giveBackCutOffEverywhere("second");
            assertThat(state()).as("cut off at change %d", step).isEqualTo(before);
            nothingStands("first");
            nothingStands("second");
        }
    }

    private void assertFrozen() {
        assertThat(source.services()).allSatisfy(service -> {
            assertThat(service.desiredCount()).isZero();
            assertThat(service.scaling().orElse(ScalingSuspension.ALL)).isEqualTo(ScalingSuspension.ALL);
        });
        assertThat(source.schedules()).noneMatch(Schedule::enabled);
    }

    private void nothingStands(String runId) {
        assertThat(StandingFreeze.in(new RunFiles(store))).isEmpty();
        var before = state();
        assertThat(back(source, store).giveBack(runId).change()).isEqualTo(Change.UNCHANGED);
        assertThat(state()).isEqualTo(before);
    }

    /** Whether it came to its end. */
    private boolean freeze(String runId, int changes) {
        var end = new CutOff(changes, (seed + changes) % 2 == 0);
        try {
            of(end.of(source), end.of(store)).freeze(runId);
            return true;
        } catch (CutOff.Ended e) {
            return false;
        }
    }

    private void giveBackCutOffEverywhere(String runId) {
        for (int changes = 0; ; changes++) {
            var end = new CutOff(changes, (seed + changes) % 2 == 1);
            try {
                back(end.of(source), end.of(store)).giveBack(runId);
                return;
            } catch (CutOff.Ended e) {
                assertThat(changes).isLessThan(100);
            }
        }
    }

    private static SourceFreeze of(SourceCluster source, RunStore store) {
        return new SourceFreeze(source, services -> services, new RunFiles(store), Clock.systemUTC());
    }

    private static SourceReturn back(SourceCluster source, RunStore store) {
        return new SourceReturn(source, new RunFiles(store), Clock.systemUTC());
    }
}
