package dev.landfall.mover.progress;

import dev.landfall.model.failure.Problem;
import java.time.Duration;
import java.util.function.Supplier;

/** Ends a command of which a worker has moved no byte for too long: a silent stall is a failure with a reason. */
public final class StallWatch implements AutoCloseable {

    private static final Duration MOST_BETWEEN_LOOKS = Duration.ofSeconds(5);

    private final ProgressTracker progress;
    private final Duration limit;
    private final StopSignal stop;
    private final Supplier<String> why;
    private final Ticker ticker;

    /** @param why asked when it happens: what the server says */
    public StallWatch(ProgressTracker progress, Duration limit, StopSignal stop, Supplier<String> why) {
        this.progress = progress;
        this.limit = limit;
        this.stop = stop;
        this.why = why;
        var interval = limit.dividedBy(4);
        this.ticker = Ticker.every(
                interval.compareTo(MOST_BETWEEN_LOOKS) < 0 ? interval : MOST_BETWEEN_LOOKS, "stall", this::look);
    }

    @Override
    public void close() {
        ticker.close();
    }

    private void look() {
        if (stop.reason().isPresent()) {
            return;
        }
        progress.quietest()
                .filter(clock -> clock.quietFor().compareTo(limit) >= 0)
                .ifPresent(clock -> stop.stop(Problem.retry(
                                "NO_PROGRESS",
                                "No byte of " + clock.table() + " has moved for "
                                        + clock.quietFor().toSeconds() + " seconds: " + why.get() + ".",
                                "Remove what blocks it, or raise --stall-limit where it only is slow; then run again.")
                        .asException()));
    }
}
