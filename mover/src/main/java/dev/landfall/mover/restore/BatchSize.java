package dev.landfall.mover.restore;

import dev.landfall.mover.postgres.Session;
import java.sql.SQLException;

/**
 * How much is created in one transaction.
 *
 * @param entries of an archive, at most
 * @param bytes of the tables that they are built on, as they lie on the source's disk; a larger one is alone
 */
record BatchSize(int entries, long bytes) {

    private static final int MOST_ENTRIES = 100;

    /** An index of so much is built within a moment: no other worker waits for the batch's rest. */
    private static final long MOST_BYTES = 8L << 20;

    /** A table, its TOAST table and their indexes, or a foreign key's two tables with theirs. */
    private static final int LOCKS_OF_AN_ENTRY = 8;

    /** The lock table is all sessions' of all databases; so much of it is ours, at most. */
    private static final int SHARE = 4;

    /** @param jobs sessions at the same time */
    static BatchSize of(Session session, int jobs) throws SQLException {
        var locks = session.number("SELECT pg_catalog.current_setting('max_locks_per_transaction')::bigint"
                + " * (pg_catalog.current_setting('max_connections')::bigint"
                + " + pg_catalog.current_setting('max_prepared_transactions')::bigint)");
        return new BatchSize(Math.clamp(locks / SHARE / jobs / LOCKS_OF_AN_ENTRY, 1, MOST_ENTRIES), MOST_BYTES);
    }
}
