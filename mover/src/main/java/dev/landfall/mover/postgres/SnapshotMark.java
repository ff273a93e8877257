package dev.landfall.mover.postgres;

import dev.landfall.model.transfer.WriteMark;
import dev.landfall.mover.progress.StopSignal;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * The mark of a snapshot, taken in the transaction that holds it. It is worth something only once the
 * write-ahead log is on disk as far as it had come when the snapshot was taken: a server that loses the end of its log hands
 * those transaction numbers out again.
 */
public final class SnapshotMark {

    /** What the manifest says where there is no mark. */
    public static final String NONE =
            "The source's log was not written to disk in time, so later writes there cannot be counted.";

    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private static final String IS_STANDBY = "SELECT pg_catalog.pg_is_in_recovery()::int";

    private static final String SEEN = "SELECT pg_catalog.txid_snapshot_xmax(pg_catalog.txid_current_snapshot())";

    /** In bytes from the beginning of the log. A position just behind a page's header is the end of the page before it. */
    private static final String INSERTED = """
            SELECT CASE WHEN at % size <= 40 THEN at - at % size ELSE at END
              FROM (SELECT (pg_catalog.pg_current_wal_insert_lsn() - '0/0'::pg_lsn)::bigint AS at,
                           pg_catalog.current_setting('wal_block_size')::bigint AS size) AS log""";

    private static final String FLUSHED = "SELECT (pg_catalog.pg_current_wal_flush_lsn() - '0/0'::pg_lsn)::bigint";

    private SnapshotMark() {}

    /** Empty on a standby, and where the log was not flushed within half a minute. */
    public static Optional<WriteMark> take(Snapshot snapshot, StopSignal stop) {
        return take(snapshot, Set.of(), stop);
    }

    /**
     * The same. A server that rests may write the end of its log only after a quarter of a minute; where the snapshot sees
     * nothing that an earlier mark did not see, that is not waited for again.
     *
     * @param proved earlier marks of the same server
     */
    public static Optional<WriteMark> take(Snapshot snapshot, Set<WriteMark> proved, StopSignal stop) {
        if (ask(snapshot, IS_STANDBY) == 1) {
            return Optional.empty();
        }
        var mark = snapshot.ask("taking a mark", WriteMarks::of);
        if (proved.contains(mark) && mark.timeline().isPresent() && ask(snapshot, SEEN) == mark.transactionId()) {
            return Optional.of(mark);
        }
        var inserted = ask(snapshot, INSERTED);
        var until = System.nanoTime() + LONGEST.toNanos();
        while (ask(snapshot, FLUSHED) < inserted) {
            if (System.nanoTime() - until > 0) {
                return Optional.empty();
            }
            stop.check();
            pause();
        }
        return Optional.of(mark);
    }

    private static long ask(Snapshot snapshot, String question) {
        return snapshot.ask("reading its log's position", session -> number(session, question));
    }

    private static long number(Session session, String question) throws SQLException {
        return session.query(question, row -> row.getLong(1)).getFirst();
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
