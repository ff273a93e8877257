package dev.landfall.gateway.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.gateway.Machines.Postponed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PostponedStatesTest {

    private static final Instant START = Instant.parse("2026-11-24T00:00:00Z");

    private final List<HistoryEntry> history = new ArrayList<>();

    @Test
    void stateWhoseAttemptFailedWaitsForTheNext() {
        var entered = event(0, "TaskStateEntered", "QuiesceTarget");
        var scheduled = event(entered, "TaskScheduled", "");
        failed(scheduled, "STILL_WAITING", "a pod holds out");

        assertThat(PostponedStates.of(history))
                .containsExactly(new Postponed("QuiesceTarget", at(entered), "STILL_WAITING", "a pod holds out"));
    }

    @Test
    void stateThatIsTriedAgainDoesNotWait() {
        var entered = event(0, "TaskStateEntered", "QuiesceTarget");
        var failed = failed(event(entered, "TaskScheduled", ""), "STILL_WAITING", "a pod holds out");
        event(failed, "TaskScheduled", "");

        assertThat(PostponedStates.of(history)).isEmpty();
    }

    @Test
    void stateThatWasLeftThroughItsCatchDoesNotWait() {
        var entered = event(0, "TaskStateEntered", "Validate");
        var failed = failed(event(entered, "TaskScheduled", ""), "PROBES_FAILED", "the health check");
        event(failed, "TaskStateExited", "Validate");

        assertThat(PostponedStates.of(history)).isEmpty();
    }

    @Test
    void branchIsGivenUpWithItsParallel() {
        var parallel = event(0, "ParallelStateEntered", "DumpAndRestore");
        var entered = event(parallel, "TaskStateEntered", "DumpDatabase");
        var failed = failed(event(entered, "TaskScheduled", ""), "SOURCE_LOST", "the session ended");
        event(failed, "ParallelStateFailed", "");

        assertThat(PostponedStates.of(history)).isEmpty();
    }

    private long event(long previous, String type, String name) {
        var id = history.size() + 1L;
        history.add(new HistoryEntry(id, previous, START.plusSeconds(id), type, name, "{}"));
        return id;
    }

    private long failed(long previous, String error, String cause) {
        var id = history.size() + 1L;
        history.add(new HistoryEntry(
                id,
                previous,
                START.plusSeconds(id),
                "TaskFailed",
                "",
                "{}",
                Optional.of(new HistoryEntry.Failed(error, cause))));
        return id;
    }

    private static Instant at(long id) {
        return START.plusSeconds(id);
    }
}
