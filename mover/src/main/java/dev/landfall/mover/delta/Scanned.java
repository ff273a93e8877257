package dev.landfall.mover.delta;

import dev.landfall.mover.postgres.Session;
import java.sql.SQLException;

/**
 * What one look over a table's rows tells.
 *
 * @param all rows that the snapshot shows
 * @param changed those that were written at or after the mark
 */
record Scanned(long all, long changed) {

    static Scanned of(Session source, TableWork work) throws SQLException {
        return source.query(
                        "SELECT pg_catalog.count(*), pg_catalog.count(*) FILTER (WHERE "
                                + work.kept().mark().condition() + ") FROM ONLY "
                                + work.table().qualified(),
                        row -> new Scanned(row.getLong(1), row.getLong(2)))
                .getFirst();
    }

    /** Rows that stand as they did at the mark. */
    long old() {
        return all - changed;
    }

    /** Every old row is in the copy; where there are as many of them as the copy has rows, nothing else is in it. */
    boolean isAs(long kept) {
        return changed == 0 && all == kept;
    }
}
