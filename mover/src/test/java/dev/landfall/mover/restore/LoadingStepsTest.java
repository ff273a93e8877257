package dev.landfall.mover.restore;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.model.transfer.Manifest;
import dev.landfall.mover.progress.StopSignal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** An index of a table whose rows never come. */
class LoadingStepsTest {

    private static final int TABLE = 1;
    private static final int ENTRY = 10;

    @Test
    void waitThatNothingCanEndHasTheStallLimit() {
        var stop = new StopSignal();
        var index = new PostDataEntry(31, "INDEX", "public late_idx", Set.of(ENTRY), "CREATE INDEX");
        var postData = new PostData(
                List.of(index),
                Set.of(),
                new BatchSize(1, 0),
                entry -> 0,
                1,
                () -> {
                    throw new AssertionError("nothing is built");
                },
                stop);
        var archived =
                new ArchivedTables(Map.of(ENTRY, Set.of(TABLE)), Map.of(TABLE, Set.of(ENTRY)), Map.of(TABLE, 0L));
        var tables = new LoadedTables(Map.of(), () -> {});
        tables.complete(Map.of());
        var steps = new LoadingSteps(new NoRows(stop), postData, tables, archived, Duration.ofMillis(200));

        assertThatThrownBy(steps::next).hasMessageStartingWith("NO_PROGRESS [RETRY]");
    }

    /** All were handed out. */
    private record NoRows(StopSignal stop) implements RowSource {
        @Override
        public int workers(int wanted) {
            return wanted;
        }

        @Override
        public Optional<Piece> poll() {
            return Optional.empty();
        }

        @Override
        public boolean isExhausted() {
            return true;
        }

        @Override
        public void await() {
            stop.pause(10);
        }

        @Override
        public Manifest complete() {
            throw new AssertionError("not reached");
        }

        @Override
        public Set<Long> sequences() {
            return Set.of();
        }

        @Override
        public void close() {}
    }
}
