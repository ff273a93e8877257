package dev.landfall.mover.table;

import dev.landfall.model.transfer.CompareLevel;
import dev.landfall.mover.postgres.Session;
import java.math.BigInteger;
import java.sql.SQLException;

/**
 * How many rows a table holds, and a checksum of what is in them: the sum, over all rows, of 64 bits of the MD5 of the
 * row's text. It does not depend on the order of rows, counts duplicates, and parts of a table add up. Both sides must
 * compute it in a {@link dev.landfall.mover.postgres.Server#open session with fixed text forms}.
 */
public record TableSum(long rows, BigInteger content) {

    public static final TableSum EMPTY = new TableSum(0, BigInteger.ZERO);

    public static TableSum of(Session session, TablePart part, CompareLevel level) throws SQLException {
        var sql = switch (level) {
            case ROWS -> "SELECT pg_catalog.count(*), 0::numeric FROM " + part.from();
            case CONTENT ->
                "SELECT pg_catalog.count(*), coalesce(pg_catalog.sum(('x' || pg_catalog.left("
                        + "pg_catalog.md5(r.content), 16))::bit(64)::bigint), 0)"
                        + " FROM (SELECT ROW(" + part.columns() + ")::text AS content FROM " + part.from()
                        + ") r";
        };
        return session.query(
                        sql,
                        row -> new TableSum(row.getLong(1), row.getBigDecimal(2).toBigIntegerExact()))
                .getFirst();
    }

    public TableSum plus(TableSum other) {
        return new TableSum(rows + other.rows, content.add(other.content));
    }

    /** As it stands in a manifest. */
    public String digest() {
        return content.toString();
    }
}
