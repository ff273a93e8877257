package dev.landfall.model.transfer;

import dev.landfall.model.failure.Problem;
import java.util.Optional;

/**
 * A point in a database's life from which later writes can be told apart: the lowest transaction number that a snapshot
 * did not see as ended, of those that may write in this database. Every row that the snapshot does not show was or will
 * be written under that number or a later one.
 *
 * @param transactionId 64 bits, with the epoch
 * @param systemIdentifier of the server's data; empty where its user may not ask
 * @param timeline of the server's history, such as {@code 00000001}; empty where its user may not ask
 */
public record WriteMark(long transactionId, Optional<String> systemIdentifier, Optional<String> timeline) {

    /**
     * One row: that number, and 0 where no transaction of this database is writing. Those that belong to another database of
     * the server are left out: a long one there would make everything here look new. A snapshot does not list one that is
     * younger than all that have ended, so the sessions are asked too.
     */
    public static final String SQL = """
            SELECT least(max(pg_catalog.txid_snapshot_xmax(s.snapshot)), min(o.x)),
                   count(o.x) + (SELECT count(*) FROM pg_catalog.pg_stat_activity
                                  WHERE datname = pg_catalog.current_database() AND backend_xid IS NOT NULL
                                    AND pid <> pg_catalog.pg_backend_pid())
              FROM (SELECT pg_catalog.txid_current_snapshot() AS snapshot) AS s
              LEFT JOIN LATERAL (
                    SELECT x FROM pg_catalog.txid_snapshot_xip(s.snapshot) AS x
                     WHERE NOT EXISTS (
                           SELECT FROM pg_catalog.pg_stat_activity a
                            WHERE a.datname <> pg_catalog.current_database()
                              AND a.backend_xid::text::bigint = x % 4294967296)
                       AND NOT EXISTS (
                           SELECT FROM pg_catalog.pg_prepared_xacts p
                            WHERE p.database <> pg_catalog.current_database()
                              AND p.transaction::text::bigint = x % 4294967296)) AS o ON true""";

    /** One row; a server may refuse it. */
    public static final String SYSTEM_SQL = "SELECT system_identifier::text FROM pg_catalog.pg_control_system()";

    /** One row; a server may refuse it. */
    public static final String TIMELINE_SQL =
            "SELECT pg_catalog.substr(pg_catalog.pg_walfile_name(pg_catalog.pg_current_wal_lsn()), 1, 8)";

    private static final long HALF = 1L << 31;
    private static final long CYCLE = 1L << 32;

    /** Numbers below it are no transaction's: such a row is older than any mark. */
    private static final int FIRST_NORMAL = 3;

    /**
     * What makes the later numbers of a server no sequel to this mark's; {@code MARK_OF_ANOTHER_TIME}.
     *
     * @param now a mark of the present
     */
    public Optional<Problem> broken(WriteMark now) {
        if (differ(systemIdentifier, now.systemIdentifier)) {
            return Optional.of(another("the server's data is another one's, so it was replaced"));
        }
        if (differ(timeline, now.timeline)) {
            return Optional.of(another("the server began another history since: it was restored or failed over"));
        }
        var passed = now.transactionId - transactionId;
        if (passed < 0) {
            return Optional.of(another("the server has not come as far as that mark"));
        }
        return passed < HALF
                ? Optional.empty()
                : Optional.of(another("more than two billion transactions have passed since"));
    }

    /** What of the server could not be held against the mark, in words; empty where all could. */
    public Optional<String> unseen(WriteMark now) {
        return systemIdentifier.isPresent()
                        && now.systemIdentifier.isPresent()
                        && timeline.isPresent()
                        && now.timeline.isPresent()
                ? Optional.empty()
                : Optional.of(
                        "whether the server was replaced or failed over since: its user may not ask for identifier and timeline");
    }

    /**
     * A condition on a row's {@code xmin}: written at or after the mark. It has no upper bound but half the circle of
     * numbers: rows of a COPY FREEZE are shown to snapshots that are older than they. Bytes are compared because that
     * takes half as long as numbers do.
     */
    public String condition() {
        var from = transactionId % CYCLE;
        var to = (from + HALF) % CYCLE;
        var half = from < to
                ? "(x >= %s AND x < %s)".formatted(bytes(from), bytes(to))
                : "(x >= %s OR x < %s)".formatted(bytes(from), bytes(to));
        return "(x >= %s AND %s)".formatted(bytes(FIRST_NORMAL), half).replace("x ", "pg_catalog.xidsend(xmin) ");
    }

    private static String bytes(long number) {
        return "'\\x%08x'::bytea".formatted(number);
    }

    private static boolean differ(Optional<String> one, Optional<String> other) {
        return one.isPresent() && other.isPresent() && !one.equals(other);
    }

    private Problem another(String why) {
        return Problem.operator(
                "MARK_OF_ANOTHER_TIME",
                "The mark at transaction " + transactionId + " says nothing of this server: " + why + ".",
                "Compare the databases by their contents before you decide.");
    }
}
