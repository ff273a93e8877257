package dev.landfall.mover.restore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LoadedTablesTest {

    private final AtomicInteger done = new AtomicInteger();
    private final LoadedTables tables = new LoadedTables(Map.of(1, 2L, 2, 1L), done::incrementAndGet);

    @Test
    void noTableIsLoadedBeforeItsDumpTellsHowMuchThereIs() {
        tables.loaded(2);

        assertThat(tables.isLoaded(1)).isFalse();
        assertThat(done).hasValue(0);
    }

    @Test
    void eachTableIsToldOnceWhateverComesLast() {
        tables.complete(Map.of(1, 2L, 2, 2L));
        assertThat(done).as("what an earlier restore loaded").hasValue(1);

        tables.loaded(2);
        assertThat(tables.isLoaded(2)).isTrue();
        assertThat(done).hasValue(2);

        tables.complete(Map.of(1, 2L, 2, 2L, 3, 0L));
        assertThat(done).as("one without rows").hasValue(3);
        tables.complete(Map.of(1, 2L, 2, 2L, 3, 0L));
        assertThat(done).hasValue(3);
    }
}
