package dev.landfall.mover.restore;

import dev.landfall.model.failure.Problem;
import dev.landfall.model.transfer.TableCopy;
import dev.landfall.mover.postgres.Session;
import java.sql.SQLException;
import java.util.Optional;
import org.postgresql.copy.CopyIn;

/** One COPY into a table of the target, begun by its first bytes; closed before its end, it leaves nothing. */
public final class TargetCopy implements AutoCloseable {

    private final Session target;
    private final TableCopy table;
    private Optional<CopyIn> copy = Optional.empty();

    public TargetCopy(Session target, TableCopy table) {
        this.target = target;
        this.table = table;
    }

    public void write(byte[] buffer, int length) throws SQLException {
        if (copy.isEmpty()) {
            copy = Optional.of(target.copy().copyIn(CopyStatement.into(table)));
        }
        copy.get().writeToCopy(buffer, 0, length);
    }

    /** All has been written, and is proven to be all: the target has to count as many rows. */
    public void end(long rows) throws SQLException {
        var taken = copy.isPresent() ? copy.get().endCopy() : 0;
        if (taken != rows) {
            throw Problem.bug(
                            "ROWS_MISCOUNTED",
                            "The target took " + taken + " rows of " + rows + " of " + table.display() + ".")
                    .asException();
        }
    }

    @Override
    public void close() throws SQLException {
        if (copy.isPresent() && copy.get().isActive()) {
            copy.get().cancelCopy();
        }
    }
}
