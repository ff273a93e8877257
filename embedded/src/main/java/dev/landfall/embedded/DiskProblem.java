package dev.landfall.embedded;

import dev.landfall.model.failure.Problem;
import java.io.IOException;

/** Tells a full disk from other trouble with files. */
final class DiskProblem {

    private static final String FULL = "No space left on device";

    private DiskProblem() {}

    static Problem of(String attempt, IOException cause) {
        return of(attempt, String.valueOf(cause.getMessage()));
    }

    /** The problem behind what a program or the file system said while we tried the given thing. */
    static Problem of(String attempt, String said) {
        if (said.contains(FULL)) {
            return Problem.operator(
                    "DISK_FULL", "The disk is full: could not " + attempt + ".", "Free some space and run again.");
        }
        return Problem.operator(
                "POSTGRES_NOT_STARTED",
                "Could not " + attempt + ": " + said.strip() + ".",
                "Mend what the message names and run again.");
    }
}
