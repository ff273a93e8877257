package dev.landfall.run;

import dev.landfall.model.SettledRead;
import dev.landfall.model.failure.Problem;
import java.io.IOException;

/** Why a file of the run store cannot be read as what should be there. */
record UnreadableFile(String key, Class<?> type) implements SettledRead.Refusal {

    /** The code of what cannot be read as what should be there. */
    static final String UNREADABLE = "RUN_FILE_UNREADABLE";

    @Override
    public RuntimeException damaged(IOException cause) {
        return Problem.operator(
                        UNREADABLE,
                        "The run store's " + key + " cannot be read as " + type.getSimpleName() + ".",
                        "Look at the file; if it was changed by hand, put it back, or start a new run.")
                .asException(cause);
    }

    @Override
    public RuntimeException changing(IOException cause) {
        return Problem.retry(
                        "RUN_FILE_CHANGING",
                        "The run store's " + key + " was being written at every reading, for ten seconds.",
                        "Run again; where it stays so, look for another run that writes the same file.")
                .asException(cause);
    }
}
