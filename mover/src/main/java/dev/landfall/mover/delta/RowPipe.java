package dev.landfall.mover.delta;

import dev.landfall.model.transfer.TableCopy;
import dev.landfall.mover.postgres.Session;
import dev.landfall.mover.progress.ProgressTracker;
import dev.landfall.mover.progress.StopSignal;
import dev.landfall.mover.restore.TargetCopy;
import dev.landfall.mover.segment.RowRelay;
import dev.landfall.mover.segment.RowSum;
import dev.landfall.mover.table.TablePart;
import dev.landfall.mover.table.TableReader;
import java.sql.SQLException;

/** Carries rows from a session of the source into the transaction of a session of the target, and sums rows up. */
record RowPipe(StopSignal stop, ProgressTracker progress) {

    /**
     * All rows of the part, as one COPY that both servers and we have counted.
     *
     * @param into the table that takes them, with the same columns
     */
    RowSum carry(Session source, Session target, TablePart part, TableCopy into) throws SQLException {
        try (var clock = progress.clock(part.table().display());
                var copy = new TargetCopy(target, into)) {
            var relay = new RowRelay(part.table().format(), (buffer, length, rows) -> {
                stop.check();
                try {
                    copy.write(buffer, length);
                } catch (SQLException e) {
                    throw target.failure("writing rows of " + into.display(), e);
                }
                clock.moved(rows, length);
            });
            RowSum sum;
            try {
                sum = TableReader.read(source, part, relay, stop);
            } catch (SQLException e) {
                throw source.failure("reading rows of " + part.table().display(), e);
            }
            copy.end(sum.rows());
            return sum;
        }
    }

    /** What a part of a table holds, on either side. */
    RowSum sum(Session session, TablePart part) {
        try (var clock = progress.clock(part.table().display())) {
            var relay = new RowRelay(part.table().format(), (buffer, length, rows) -> {
                stop.check();
                clock.moved(0, length);
            });
            return TableReader.read(session, part, relay, stop);
        } catch (SQLException e) {
            throw session.failure("reading rows of " + part.table().display(), e);
        }
    }
}
