package dev.landfall.model.transfer;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How far a command of the mover is. Written every two seconds at most; reading it disturbs nothing. A dump's totals are
 * estimates until its data is written.
 *
 * @param command {@code dump}, {@code restore} or {@code compare}
 * @param phase what it is doing, in words that a person can read
 * @param startedAt of the command
 * @param since when the phase began
 * @param updatedAt when this was written
 * @param bytesPerSecond over the last seconds
 * @param remaining estimated, where there is enough to go by
 * @param source what a dump costs its source
 */
public record Progress(
        String run,
        String database,
        String command,
        String phase,
        Instant startedAt,
        Instant since,
        Instant updatedAt,
        int tablesDone,
        int tablesTotal,
        long rowsDone,
        long rowsTotal,
        long bytesDone,
        long bytesTotal,
        long bytesPerSecond,
        Optional<Duration> remaining,
        Optional<SourceLoad> source) {

    /** The phase of a command that is done. */
    public static final String FINISHED = "finished";

    /** The phase of a command that failed. */
    public static final String FAILED = "failed";
}
