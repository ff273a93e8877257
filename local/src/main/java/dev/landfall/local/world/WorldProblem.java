package dev.landfall.local.world;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.landfall.model.failure.Problem;
import java.io.IOException;
import java.util.Optional;

/** Trouble with the world's own files, in words. */
public final class WorldProblem {

    private WorldProblem() {}

    /** Tells a full disk and a missing permission from the rest. */
    public static Problem of(String attempt, IOException cause) {
        var said = String.valueOf(cause.getMessage());
        if (said.contains("No space left on device")) {
            return Problem.operator(
                    "DISK_FULL",
                    "The disk is full: could not " + attempt + ".",
                    "Free some space, or choose another disk with --home, and run again.");
        }
        if (cause instanceof JsonProcessingException json) {
            var at = Optional.ofNullable(json.getLocation())
                    .map(place -> " (line " + place.getLineNr() + ")")
                    .orElse("");
            return Problem.operator(
                    "FILE_UNREADABLE",
                    "Could not " + attempt + ": it is not what Landfall wrote there" + at + ".",
                    "Put the file back from a copy; where there is none, delete the world's folder and begin again, once"
                            + " nothing in it is needed.");
        }
        if (cause instanceof java.nio.file.AccessDeniedException) {
            return Problem.operator(
                    "FILE_DENIED",
                    "Could not " + attempt + ": " + said + " may not be read or written by this user.",
                    "Choose a folder of your own with --home, or mend its owner.");
        }
        if (cause instanceof java.nio.file.NoSuchFileException) {
            return Problem.operator(
                    "FILE_MISSING",
                    "Could not " + attempt + ": " + said + " does not exist and cannot be made.",
                    "Choose another folder and run again.");
        }
        return Problem.operator(
                "FILE_TROUBLE", "Could not " + attempt + ": " + said + ".", "Mend what the message names, run again.");
    }
}
