package dev.landfall.mover.restore;

import dev.landfall.model.transfer.Manifest;
import dev.landfall.mover.postgres.Session;
import dev.landfall.mover.progress.ProgressTracker;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/** Where the rows of a restore come from, piece by piece; asked by all workers. */
interface RowSource extends AutoCloseable {

    /** Some rows that are loaded in one transaction, together with what the ledger says of them. */
    interface Piece {
        /** Returns when they are committed. */
        void load(Session target, ProgressTracker progress) throws SQLException;
    }

    /** How many may load pieces at the same time, of as many as are wanted. */
    int workers(int wanted);

    /** The next piece that is there already. */
    Optional<Piece> poll();

    /** Whether all pieces were handed out. */
    boolean isExhausted();

    /** Called when there is nothing to do: returns after a moment, or throws why waiting makes no more sense. */
    void await();

    /** What was copied; to be asked when all pieces are loaded. */
    Manifest complete();

    /** What the ledger has to hold then. */
    Set<Long> sequences();

    @Override
    void close();
}
