package dev.landfall.gateway.postgres;

import dev.landfall.gateway.Databases.Divergence;
import dev.landfall.gateway.Databases.WriteMark;
import dev.landfall.model.failure.Problem;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells the rows of a database that were written since a mark from those that stood there.
 *
 * <p>A mark is the next transaction number (64 bits) at a moment when no transaction that has one was going on in this
 * database, so that every row visible then has a smaller number and every row written later has that or a greater one.
 *
 * <p>A row says the low 32 bits of its transaction, also after it was frozen. It was written since the mark exactly if
 * the distance from the mark to it, modulo 2³², is smaller than the distance from the mark to now: that is unambiguous
 * while fewer than 2³² transactions have passed since the mark, and for rows that are not older than 2³² transactions,
 * which the rows of a database that was restored just before the mark are not. A row frozen before the mark lies behind
 * it and does not count. Rows that carry one of the reserved numbers (below 3) are older than any mark.
 *
 * <p>An updated row counts as written, and its former version as gone. A statement that rewrites a whole table, such as
 * ALTER TABLE with a new type, gives all its rows a new number, so all count; VACUUM FULL and CLUSTER do not. Sequences
 * and large objects are not measured.
 */
final class Divergences {

    private static final Duration QUIET_WITHIN = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final long CYCLE = 1L << 32;

    /** Transactions going on by this snapshot, less those that another database's session is known to have. */
    private static final String GOING_ON = """
            SELECT txid_snapshot_xmax(s), (
                SELECT count(*) FROM txid_snapshot_xip(s) AS x WHERE NOT EXISTS (
                    SELECT FROM pg_stat_activity a
                    WHERE a.datname <> current_database() AND a.backend_xid::text::bigint = x % 4294967296))
            FROM txid_current_snapshot() AS s""";

    private Divergences() {}

    /** Takes a mark in the session's present transaction, beginning a new one until it is quiet. */
    static WriteMark mark(Connection session) throws SQLException {
        var deadline = System.nanoTime() + QUIET_WITHIN.toNanos();
        while (true) {
            try (var statement = session.createStatement();
                    var row = statement.executeQuery(GOING_ON)) {
                row.next();
                if (row.getLong(2) == 0) {
                    return new WriteMark(row.getLong(1), rows(session));
                }
                if (System.nanoTime() > deadline) {
                    throw Problem.retry(
                                    "DATABASE_BUSY",
                                    row.getLong(2) + " transactions have been writing for " + QUIET_WITHIN.toSeconds()
                                            + " s, so there is no moment to tell later writes apart from.",
                                    "End the sessions that write, or wait until they have, and run again.")
                            .asException();
                }
            }
            session.rollback();
            pause();
        }
    }

    private static Map<String, Long> rows(Connection session) throws SQLException {
        var counts = new LinkedHashMap<String, Long>();
        for (var table : UserTables.of(session)) {
            try (var statement = session.createStatement();
                    var row = statement.executeQuery("SELECT count(*) FROM ONLY " + table.qualified())) {
                row.next();
                counts.put(table.display(), row.getLong(1));
            }
        }
        return counts;
    }

    static List<Divergence> since(Connection session, WriteMark mark) throws SQLException {
        var passed = now(session) - mark.transactionId();
        if (passed < 0 || passed >= CYCLE) {
            throw Problem.operator(
                            "MARK_OF_ANOTHER_TIME",
                            "The mark at transaction " + mark.transactionId()
                                    + " is not of this server's last 4 billion transactions.",
                            "Compare the databases by their contents: the server was replaced, or too much has passed.")
                    .asException();
        }
        var divergences = new ArrayList<Divergence>();
        var dropped = new LinkedHashMap<>(mark.rows());
        for (var table : UserTables.of(session)) {
            var before = java.util.Optional.ofNullable(dropped.remove(table.display()))
                    .orElse(0L);
            var query = """
                    SELECT count(*), count(*) FILTER (WHERE xmin::text::bigint >= 3
                        AND (xmin::text::bigint - %d + 4294967296) %% 4294967296 < %d) FROM ONLY %s""".formatted(mark.transactionId() % CYCLE, passed, table.qualified());
            try (var statement = session.createStatement();
                    var row = statement.executeQuery(query)) {
                row.next();
                var written = row.getLong(2);
                var gone = Math.max(0, before - (row.getLong(1) - written));
                if (written > 0 || gone > 0) {
                    divergences.add(new Divergence(table.display(), written, gone));
                }
            }
        }
        dropped.forEach((table, rows) -> {
            if (rows > 0) {
                divergences.add(new Divergence(table, 0, rows));
            }
        });
        return divergences;
    }

    private static long now(Connection session) throws SQLException {
        try (var statement = session.createStatement();
                var row = statement.executeQuery("SELECT txid_snapshot_xmax(txid_current_snapshot())")) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a quiet moment", e);
        }
    }
}
