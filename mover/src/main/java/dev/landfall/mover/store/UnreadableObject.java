package dev.landfall.mover.store;

import dev.landfall.model.SettledRead;
import dev.landfall.model.failure.Problem;
import java.io.IOException;

/** Why an object cannot be read as what should be there. */
record UnreadableObject(String key) implements SettledRead.Refusal {

    /** {@code OBJECTS_CHANGED}: it is there and can be read, and is not what this copy's dump wrote. */
    static Problem changed(String key) {
        return Problem.operator(
                ObjectStore.CHANGED,
                "The object " + key + " is not what the mover of this run wrote there.",
                "Find out who writes to the run's store, then start a new run.");
    }

    @Override
    public RuntimeException damaged(IOException cause) {
        if (cause instanceof NotSealed) {
            return changed(key).asException(cause);
        }
        return Problem.operator(
                        ObjectStore.DAMAGED,
                        "The object " + key + " is not what the mover writes there.",
                        "Start a new run; do not edit a run's objects.")
                .asException(cause);
    }

    @Override
    public RuntimeException changing(IOException cause) {
        return Problem.retry(
                        ObjectStore.CHANGING,
                        "The object " + key + " was being written at every reading, for ten seconds.",
                        "Run again; where it stays so, look for another mover that writes the same run.")
                .asException(cause);
    }
}
