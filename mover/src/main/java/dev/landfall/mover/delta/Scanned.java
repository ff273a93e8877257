package dev.landfall.mover.delta;

import dev.landfall.model.transfer.WriteMark;
import dev.landfall.mover.postgres.Session;
import dev.landfall.mover.table.TablePart;
import java.sql.SQLException;

/**
 * What one look over a table's rows tells.
 *
 * @param all rows that the snapshot shows
 * @param changed those that were written at or after the mark
 */
record Scanned(long all, long changed) {

    /** Of a part of a table. */
    static Scanned of(Session source, TablePart part, WriteMark mark) throws SQLException {
        return source.query(
                        "SELECT pg_catalog.count(*), pg_catalog.count(*) FILTER (WHERE " + mark.condition() + ") FROM "
                                + part.from(),
                        row -> new Scanned(row.getLong(1), row.getLong(2)))
                .getFirst();
    }

    /** Of two parts of a table. */
    Scanned plus(Scanned other) {
        return new Scanned(all + other.all, changed + other.changed);
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
