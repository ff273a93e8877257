package dev.landfall.mover.delta;

import dev.landfall.model.failure.Problem;
import dev.landfall.model.transfer.TableCopy;
import dev.landfall.model.transfer.WriteMark;
import dev.landfall.mover.delta.DeltaRecord.Entry;
import dev.landfall.mover.delta.TableWork.Keyed;
import dev.landfall.mover.postgres.Session;
import dev.landfall.mover.segment.RowSum;
import dev.landfall.mover.table.TablePart;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Carries the changed rows of one table, in one transaction: first everything that is not to stay is deleted, by equality as
 * the key's index says, and only then rows come in. So values may be swapped, and keys may be equal and not identical.
 *
 * @param mark that the copy is at afterwards
 */
record KeyedTable(SourceView source, TargetView target, RowPipe pipe, WriteMark mark) {

    private static final String CHANGED = "landfall_changed";

    /** Leaves the table for the next pass where it is no longer what the snapshot shows. */
    TableDelta carry(Session from, Session to, Keyed work, Scanned seen) throws SQLException {
        var table = work.table();
        if (!source.lock(from, table)) {
            return TableDelta.left(table.display());
        }
        target.begin(to, table);
        var keys = Optional.<TableCopy>empty();
        var hits = 0L;
        if (seen.changed() > 0) {
            keys = Optional.of(changedKeys(from, to, work, seen));
            hits = to.update("DELETE FROM ONLY " + table.qualified() + " AS t USING "
                    + keys.get().qualified() + " k WHERE " + work.key().same("t", "k"));
        }
        var gone = gone(work, seen, hits);
        if (gone > 0) {
            new GoneKeys(pipe).delete(from, to, work, gone, work.kept().rows() - hits);
        }
        if (keys.isPresent()) {
            rows(from, to, work, keys.get());
        }
        var now = to.number("SELECT pg_catalog.count(*) FROM ONLY " + table.qualified());
        if (now != seen.all()) {
            throw Contradiction.of(table, "it has " + now + " rows where the source has " + seen.all());
        }
        if (!source.isStill(table)) {
            to.execute("ROLLBACK");
            return TableDelta.left(table.display());
        }
        DeltaRecord.put(to, table.qualified(), new Entry(mark, source.fingerprint(table), now));
        target.commit(to, table);
        return TableDelta.changed(table.display(), seen.changed(), gone, now);
    }

    /** Only counts; the target's transaction is taken back. */
    TableDelta measure(Session from, Session to, Keyed work, Scanned seen) throws SQLException {
        var table = work.table();
        if (!source.lock(from, table)) {
            return TableDelta.left(table.display());
        }
        to.execute("BEGIN");
        var hits = 0L;
        if (seen.changed() > 0) {
            var keys = changedKeys(from, to, work, seen);
            hits = to.number("SELECT pg_catalog.count(*) FROM ONLY " + table.qualified()
                    + " AS t WHERE EXISTS (SELECT FROM " + keys.qualified() + " k WHERE "
                    + work.key().same("t", "k") + ")");
        }
        to.execute("ROLLBACK");
        return TableDelta.changed(table.display(), seen.changed(), gone(work, seen, hits), seen.all());
    }

    private TableCopy changedKeys(Session from, Session to, Keyed work, Scanned seen) throws SQLException {
        var keys = Keys.temporary(to, work, CHANGED);
        var condition = work.kept().mark().condition();
        var carried = pipe.carry(from, to, TablePart.whole(Keys.of(work.table(), work.key(), condition), 0), keys);
        if (carried.rows() != seen.changed()) {
            throw Contradiction.of(
                    work.table(), "the source shows " + carried.rows() + " changed keys of " + seen.changed());
        }
        to.execute("ANALYZE " + keys.qualified());
        return keys;
    }

    /** Every old row of the source was in the copy, and no changed one is an old one: exactly so many are gone. */
    private static long gone(Keyed work, Scanned seen, long hits) {
        var gone = work.kept().rows() - seen.old() - hits;
        if (gone < 0) {
            throw Contradiction.of(
                    work.table(),
                    "of its " + work.kept().rows() + " rows the source has " + seen.old() + " unchanged, and " + hits
                            + " have keys of changed ones");
        }
        return gone;
    }

    private void rows(Session from, Session to, Keyed work, TableCopy keys) throws SQLException {
        var table = work.table();
        var sent = pipe.carry(
                from,
                to,
                TablePart.whole(table.withFilter(Optional.of(work.kept().mark().condition())), 0),
                table);
        var read = pipe.sum(
                to,
                TablePart.whole(
                        table.withFilter(Optional.of("EXISTS (SELECT FROM " + keys.qualified() + " k WHERE "
                                + work.key().same(table.qualified(), "k") + ")")),
                        0));
        same(table, sent, read);
    }

    /** {@code ROWS_NOT_AS_SENT} where rows are not what was sent. */
    static void same(TableCopy table, RowSum sent, RowSum read) {
        if (!sent.equals(read)) {
            throw Problem.bug(
                            "ROWS_NOT_AS_SENT",
                            "The target took " + sent.rows() + " rows of " + table.display() + " and shows "
                                    + read.rows() + " that are not the same.")
                    .asException();
        }
    }
}
