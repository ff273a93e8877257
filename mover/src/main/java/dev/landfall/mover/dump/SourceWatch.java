package dev.landfall.mover.dump;

import dev.landfall.model.failure.LandfallException;
import dev.landfall.model.failure.Problem;
import dev.landfall.model.transfer.SourceLoad;
import dev.landfall.mover.postgres.Server;
import dev.landfall.mover.postgres.Session;
import dev.landfall.mover.progress.ProgressTracker;
import dev.landfall.mover.progress.StopSignal;
import dev.landfall.mover.progress.Ticker;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks after the source while a snapshot is held on it: says what that costs, and ends it when it takes too long. */
final class SourceWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SourceWatch.class);
    private static final Duration MOST_BETWEEN_LOOKS = Duration.ofSeconds(5);

    private static final String LOAD = """
            SELECT (SELECT coalesce(pg_catalog.max(extract(epoch FROM pg_catalog.now() - xact_start)), 0)::bigint
                      FROM pg_catalog.pg_stat_activity WHERE backend_type = 'client backend'),
                   (SELECT coalesce(pg_catalog.sum(n_dead_tup), 0)::bigint FROM pg_catalog.pg_stat_user_tables)""";

    private final Session session;
    private final Duration limit;
    private final StopSignal stop;
    private final ProgressTracker progress;
    private final long startedNanos = System.nanoTime();
    private final Ticker ticker;
    private Optional<SourceLoad> first = Optional.empty();
    private SourceLoad last = new SourceLoad(0, 0);

    private SourceWatch(Session session, Duration limit, StopSignal stop, ProgressTracker progress) {
        this.session = session;
        this.limit = limit;
        this.stop = stop;
        this.progress = progress;
        look();
        var interval = limit.compareTo(MOST_BETWEEN_LOOKS) < 0 ? limit.dividedBy(2) : MOST_BETWEEN_LOOKS;
        this.ticker = Ticker.every(interval, "source-watch", this::tick);
    }

    /** {@code SNAPSHOT_HELD_TOO_LONG} stops the command after the limit. */
    static SourceWatch over(Server source, Duration limit, StopSignal stop, ProgressTracker progress) {
        return new SourceWatch(source.open(stop), limit, stop, progress);
    }

    /** What it was like, in a sentence; looks once more. */
    synchronized String summary() {
        look();
        return "The dump held its snapshot for " + held().toSeconds()
                + " s; the source's oldest transaction was " + last.oldestTransactionSeconds()
                + " s old at its end, and its tables' dead rows went from "
                + first.map(SourceLoad::deadRows).orElse(0L) + " to " + last.deadRows() + ".";
    }

    @Override
    public void close() {
        ticker.close();
        session.close();
    }

    private void tick() {
        if (held().compareTo(limit) >= 0) {
            stop.stop(tooLong());
            return;
        }
        look();
    }

    private synchronized void look() {
        try {
            last = session.query(LOAD, row -> new SourceLoad(row.getLong(1), row.getLong(2)))
                    .getFirst();
            if (first.isEmpty()) {
                first = Optional.of(last);
            }
            progress.source(last);
        } catch (SQLException e) {
            // The snapshot's own session tells whether the source is lost.
            LOG.warn("the source's load could not be read (SQLSTATE {})", e.getSQLState());
        }
    }

    private LandfallException tooLong() {
        return Problem.operator(
                        "SNAPSHOT_HELD_TOO_LONG",
                        "The dump held its snapshot on the source for " + held().toSeconds()
                                + " seconds, its limit; meanwhile the source cannot clear away dead rows ("
                                + last.deadRows() + " now).",
                        "Raise database.snapshotLimit (--snapshot-limit), give more jobs and mover.cpu, or dump when less is written.")
                .asException();
    }

    private Duration held() {
        return Duration.ofNanos(System.nanoTime() - startedNanos);
    }
}
