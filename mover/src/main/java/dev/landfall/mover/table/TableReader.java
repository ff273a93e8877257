package dev.landfall.mover.table;

import dev.landfall.model.failure.Problem;
import dev.landfall.model.transfer.CopyFormat;
import dev.landfall.mover.postgres.RowTooLarge;
import dev.landfall.mover.postgres.Session;
import dev.landfall.mover.progress.StopSignal;
import dev.landfall.mover.segment.DamagedStreamException;
import dev.landfall.mover.segment.RowSum;
import dev.landfall.mover.segment.RowTaker;
import java.sql.SQLException;

/** Reads a part of a table as a COPY stream to its proven end. */
public final class TableReader {

    private TableReader() {}

    /**
     * Passes on all rows. The stream counts as whole only when the server said that the command is complete and
     * its row count is ours; {@code SOURCE_LOST} or {@code TARGET_LOST} where it broke off, {@code ROW_TOO_LARGE} where the
     * memory does not hold a row.
     */
    public static RowSum read(Session session, TablePart part, RowTaker rows, StopSignal stop) throws SQLException {
        var table = part.table();
        var inStep = true;
        var copy = session.copy().copyOut("COPY " + part.copied() + " TO STDOUT" + options(table.format()));
        try {
            for (var piece = copy.readFromCopy(); piece != null; piece = copy.readFromCopy()) {
                rows.accept(piece);
            }
            var sum = rows.finish();
            if (sum.rows() != copy.getHandledRowCount()) {
                throw Problem.bug(
                                "ROWS_MISCOUNTED",
                                "The " + session.side().word() + " says it sent " + copy.getHandledRowCount()
                                        + " rows of " + table.display() + ", and " + sum.rows() + " were read.")
                        .asException();
            }
            return sum;
        } catch (DamagedStreamException e) {
            throw Problem.retry(
                            session.side() + "_LOST",
                            "The " + session.side().word() + "'s data of " + table.display() + " broke off: "
                                    + e.getMessage() + ".",
                            "Find out why the server went away, then start a new run.")
                    .asException(e);
        } catch (OutOfMemoryError e) {
            inStep = false;
            throw RowTooLarge.of(
                    "reading " + table.display() + " of the " + session.side().word(), e);
        } finally {
            // Where a message was left half-read, the driver would take the rest of the row for the server's answer.
            if (inStep && copy.isActive()) {
                stop.check();
                copy.cancelCopy();
            }
        }
    }

    private static String options(CopyFormat format) {
        return switch (format) {
            case BINARY -> " WITH (FORMAT binary)";
            case TEXT -> " WITH (FORMAT text)";
        };
    }
}
