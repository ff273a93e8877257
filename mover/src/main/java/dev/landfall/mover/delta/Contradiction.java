package dev.landfall.mover.delta;

import dev.landfall.model.failure.LandfallException;
import dev.landfall.model.failure.Problem;
import dev.landfall.model.transfer.TableCopy;

/** A copy that cannot be what its record says. */
final class Contradiction {

    private Contradiction() {}

    /** {@code DELTA_CONTRADICTS}; nothing of the table's pass is kept. */
    static LandfallException of(TableCopy table, String seen) {
        return Problem.operator(
                        "DELTA_CONTRADICTS",
                        "The copy of " + table.display() + " is not what its record says: " + seen
                                + ". Somebody wrote there, or the source's history was broken.",
                        "Find out who writes to the target, and copy the database anew.")
                .asException();
    }
}
