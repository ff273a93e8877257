package dev.landfall.mover.restore;

import dev.landfall.model.failure.Problem;
import dev.landfall.mover.postgres.Session;
import dev.landfall.mover.postgres.SessionBroken;
import dev.landfall.mover.postgres.SqlProblem;
import dev.landfall.mover.progress.ProgressTracker;
import dev.landfall.mover.progress.StopSignal;
import dev.landfall.mover.stream.Carried;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;

/**
 * The loading of one piece, by as many sessions of the target as it takes: where one breaks, the next one asks the ledger
 * what became of the transaction, and reads the rows again where it is lost. The source's snapshot shows the same ones.
 */
final class StreamedLoad implements RowSource.Piece {

    private static final int MOST_ATTEMPTS = 4;

    private final StreamedPiece piece;
    private final String attempt;
    private final SourceSessions sources;
    private final StopSignal stop;
    private final Consumer<List<Carried>> loaded;
    private int made;
    private int backend;
    private List<Carried> carried = List.of();

    /**
     * @param attempt of the dump
     * @param loaded told once, when the rows are committed
     */
    StreamedLoad(
            StreamedPiece piece,
            String attempt,
            SourceSessions sources,
            StopSignal stop,
            Consumer<List<Carried>> loaded) {
        this.piece = piece;
        this.attempt = attempt;
        this.sources = sources;
        this.stop = stop;
        this.loaded = loaded;
    }

    @Override
    public void load(Session target, ProgressTracker progress) throws SQLException {
        made++;
        try {
            if (made == 1 || !cameThrough(target)) {
                carry(target, new StreamLoader(stop, progress));
            }
        } catch (SQLException e) {
            if (made < MOST_ATTEMPTS && SqlProblem.isLost(e) && stop.reason().isEmpty()) {
                throw new SessionBroken(target.failure("loading rows", e));
            }
            throw e;
        }
        loaded.accept(carried);
    }

    private void carry(Session target, StreamLoader loader) throws SQLException {
        loader.takeBack(piece, carried);
        carried = List.of();
        backend = target.backend();
        var source = sources.take();
        var whole = false;
        try {
            carried = loader.load(source, target, piece);
            whole = true;
        } finally {
            if (whole) {
                sources.give(source);
            } else {
                source.close();
            }
        }
        target.execute(piece.ledger(carried) + "; COMMIT");
    }

    /** Asked in a new session; the old one's server process may not know yet that it is alone, and commit any moment. */
    private boolean cameThrough(Session target) throws SQLException {
        if (!RestoreLedger.isIntact(target, attempt)) {
            throw Problem.retry(
                            "TARGET_LOST",
                            "The target server ended our session while loading rows, and what was loaded before may not"
                                    + " be there any more: it crashed, or another move replaces the database.",
                            "Find out why, then run the move again: it begins anew.")
                    .asException();
        }
        target.endBackend(backend);
        return RestoreLedger.holds(target, piece.first());
    }
}
