package dev.landfall.mover.delta;

import dev.landfall.model.transfer.TableCopy;
import dev.landfall.mover.delta.TableWork.Keyed;
import dev.landfall.mover.postgres.Session;
import dev.landfall.mover.table.TablePart;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Finds the rows of the copy that the source no longer has, once those that changed are out of it: then each old row of the
 * source is in the copy, identical, so that a bucket of keys is equal where it is as large. Only keys of other buckets are
 * fetched.
 */
record GoneKeys(RowPipe pipe) {

    private static final int ROWS_PER_BUCKET = 512;
    private static final int MOST_BUCKETS = 1 << 16;
    private static final String STANDING = "landfall_standing";

    /**
     * Deletes them.
     *
     * @param gone how many there are
     * @param left rows that the copy has
     */
    void delete(Session source, Session target, Keyed work, long gone, long left) throws SQLException {
        var table = work.table();
        var key = work.key();
        var old = "NOT " + work.kept().mark().condition();
        var bucket = key.bucket(buckets(left));
        var standing = source(source, table, bucket, old);
        var unequal = new ArrayList<Long>();
        var fewer = 0L;
        var fetched = 0L;
        for (var mine : counts(target, table, bucket, "true").entrySet()) {
            var there = standing.getOrDefault(mine.getKey(), 0L);
            if (there > mine.getValue()) {
                throw Contradiction.of(table, "it lacks rows that stood at its mark");
            }
            if (there < mine.getValue()) {
                unequal.add(mine.getKey());
                fewer += mine.getValue() - there;
                fetched += there;
            }
        }
        if (fewer != gone) {
            throw Contradiction.of(table, "of " + gone + " rows that are gone, " + fewer + " are missed by their keys");
        }
        var among = bucket + " IN (SELECT pg_catalog.unnest('{"
                + unequal.stream().map(String::valueOf).collect(Collectors.joining(",")) + "}'::bigint[]))";
        var keys = Keys.temporary(target, work, STANDING);
        var rows = pipe.carry(source, target, TablePart.whole(Keys.of(table, key, old + " AND " + among), 0), keys)
                .rows();
        if (rows != fetched) {
            throw Contradiction.of(table, "the source shows " + rows + " keys where it counted " + fetched);
        }
        target.execute("ANALYZE " + keys.qualified());
        var deleted = target.update("DELETE FROM ONLY " + table.qualified() + " AS t WHERE " + among
                + " AND NOT EXISTS (SELECT FROM " + keys.qualified() + " k WHERE " + key.same("t", "k") + ")");
        if (deleted != gone) {
            throw Contradiction.of(table, "of " + gone + " rows that are gone, " + deleted + " were found");
        }
    }

    private static Map<Long, Long> source(Session source, TableCopy table, String bucket, String condition) {
        try {
            return counts(source, table, bucket, condition);
        } catch (SQLException e) {
            throw source.failure("counting keys of " + table.display(), e);
        }
    }

    private static Map<Long, Long> counts(Session session, TableCopy table, String bucket, String condition)
            throws SQLException {
        var counts = new HashMap<Long, Long>();
        session.query(
                "SELECT " + bucket + ", pg_catalog.count(*) FROM ONLY " + table.qualified() + " WHERE " + condition
                        + " GROUP BY 1",
                row -> counts.put(row.getLong(1), row.getLong(2)));
        return counts;
    }

    /** A power of two. Pure. */
    static int buckets(long rows) {
        return Integer.highestOneBit(Math.clamp(rows / ROWS_PER_BUCKET, 1, MOST_BUCKETS));
    }
}
