package dev.landfall.mover.store;

import dev.landfall.model.SettledRead;
import dev.landfall.model.failure.Problem;
import java.io.IOException;

/** Why an object cannot be read as what should be there. */
record UnreadableObject(String key) implements SettledRead.Refusal {

    @Override
    public RuntimeException damaged(IOException cause) {
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
