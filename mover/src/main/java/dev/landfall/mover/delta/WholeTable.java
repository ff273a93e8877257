package dev.landfall.mover.delta;

import dev.landfall.model.transfer.WriteMark;
import dev.landfall.mover.delta.DeltaRecord.Entry;
import dev.landfall.mover.postgres.Session;
import dev.landfall.mover.table.TablePart;
import java.sql.SQLException;

/**
 * Carries all rows of one table, in one transaction.
 *
 * @param mark that the copy is at afterwards
 */
record WholeTable(SourceView source, TargetView target, RowPipe pipe, WriteMark mark) {

    /** Leaves the table for the next pass where it is no longer what the snapshot shows. */
    TableDelta carry(Session from, Session to, TableWork work, String reason) throws SQLException {
        var table = work.table();
        if (!source.lock(from, table)) {
            return TableDelta.left(table.display());
        }
        target.begin(to, table);
        to.execute(emptying(work));
        var part = TablePart.whole(table, 0);
        var sent = pipe.carry(from, to, part, table);
        KeyedTable.same(table, sent, pipe.sum(to, part));
        if (!source.isStill(table)) {
            to.execute("ROLLBACK");
            return TableDelta.left(table.display());
        }
        DeltaRecord.put(to, table.qualified(), new Entry(mark, source.fingerprint(table), sent.rows()));
        target.commit(to, table);
        return TableDelta.whole(table.display(), reason, work.kept().rows(), sent.rows());
    }

    /** Only counts. */
    TableDelta measure(Session from, TableWork work, String reason) {
        var table = work.table();
        if (!source.lock(from, table)) {
            return TableDelta.left(table.display());
        }
        try {
            var rows = from.number("SELECT pg_catalog.count(*) FROM "
                    + TablePart.whole(table, 0).from());
            return TableDelta.whole(table.display(), reason, work.kept().rows(), rows);
        } catch (SQLException e) {
            throw from.failure("counting rows of " + table.display(), e);
        }
    }

    /** Whether both sides hold the same rows; false where the source's table is no longer what the snapshot shows. */
    boolean isSame(Session from, Session to, TableWork work) {
        var part = TablePart.whole(work.table(), 0);
        if (!source.lock(from, work.table())) {
            return false;
        }
        return pipe.sum(from, part).equals(pipe.sum(to, part));
    }

    private String emptying(TableWork work) {
        var table = work.table();
        if (table.filter().isPresent()) {
            return "DELETE FROM ONLY " + table.qualified() + " WHERE "
                    + table.filter().get();
        }
        return target.referenced().contains(table.qualified())
                ? "DELETE FROM ONLY " + table.qualified()
                : "TRUNCATE ONLY " + table.qualified();
    }
}
