package dev.landfall.mover.restore;

import dev.landfall.mover.postgres.Session;
import dev.landfall.mover.postgres.SqlProblem;
import dev.landfall.mover.progress.ProgressTracker;
import dev.landfall.mover.progress.StopSignal;
import dev.landfall.mover.segment.RowRelay;
import dev.landfall.mover.segment.RowSum;
import dev.landfall.mover.stream.Carried;
import dev.landfall.mover.table.TablePart;
import dev.landfall.mover.table.TableReader;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Carries the rows of one piece from a session of the source into a transaction of the target: COPY out is proven to be
 * whole, by both servers' counts and our own, before COPY in is told that it is over. What is under way is in the sockets'
 * buffers; a server that is slow slows the other.
 */
record StreamLoader(StopSignal stop, ProgressTracker progress) {

    /** Begins the transaction; to be committed by the caller. An SQL exception means that the target's session is lost. */
    List<Carried> load(Session source, Session target, StreamedPiece piece) throws SQLException {
        var carried = new ArrayList<Carried>();
        try {
            target.execute("BEGIN");
            for (var part : piece.parts()) {
                carried.add(copy(source, target, part));
            }
            return carried;
        } catch (SQLException e) {
            takeBack(piece, carried);
            throw e;
        }
    }

    /** What was told of rows that are not on the target after all. */
    void takeBack(StreamedPiece piece, List<Carried> carried) {
        for (var i = 0; i < carried.size(); i++) {
            try (var clock = progress.clock(piece.parts().get(i).table().display())) {
                clock.moved(-carried.get(i).sum().rows(), -carried.get(i).bytes());
            }
        }
    }

    private Carried copy(Session source, Session target, TablePart part) throws SQLException {
        var table = part.table();
        try (var clock = progress.clock(table.display());
                var told = new PassedRows(clock);
                var copy = new TargetCopy(target, table)) {
            var relay = new RowRelay(table.format(), (buffer, length, rows) -> {
                stop.check();
                try {
                    copy.write(buffer, length);
                } catch (SQLException e) {
                    throw new TargetFailed(e);
                }
                told.passed(rows, length);
            });
            var sum = read(source, part, relay);
            copy.end(sum.rows());
            return new Carried(sum, told.keep());
        } catch (TargetFailed e) {
            throw meant(target, part, e.failure);
        } catch (SQLException e) {
            throw meant(target, part, e);
        }
    }

    private RowSum read(Session source, TablePart part, RowRelay relay) {
        try {
            return TableReader.read(source, part, relay, stop);
        } catch (SQLException e) {
            throw source.failure("copying a table", e);
        }
    }

    private static SQLException meant(Session target, TablePart part, SQLException failure) {
        if (SqlProblem.isLost(failure)) {
            return failure;
        }
        throw target.failure("loading " + part.table().display(), failure);
    }

    /** Passes through what reads the source. */
    private static final class TargetFailed extends RuntimeException {

        private final SQLException failure;

        TargetFailed(SQLException failure) {
            super(failure);
            this.failure = failure;
        }
    }
}
