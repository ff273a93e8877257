package dev.landfall.local.move;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.landfall.local.output.ExitKind;
import dev.landfall.local.output.ProblemLine;
import dev.landfall.model.Json;
import dev.landfall.model.failure.LandfallException;
import dev.landfall.model.failure.Problem;
import java.io.PrintStream;
import java.util.Map;
import java.util.function.IntSupplier;

/**
 * How a command answers: with {@code --json} exactly one object on standard output, whatever happens; a failure also as
 * one sentence with its remedy on standard error.
 */
record Answer(boolean json, PrintStream out, PrintStream err) {

    static final int OK = 0;
    static final int FAILED = 1;
    static final int USAGE = 2;

    /** Of a comparison that could not be made, or not of everything. */
    static final int NOT_COMPARED = 3;

    /** Runs the work; a problem becomes an exit code. */
    int run(IntSupplier work) {
        return run(work, FAILED);
    }

    /** The same with an exit code of the caller's for what failed. */
    int run(IntSupplier work, int failed) {
        try {
            return work.getAsInt();
        } catch (LandfallException failure) {
            var problem = failure.problem();
            // "error" is what it was called before every command called it "problem".
            object(Map.of("problem", problem, "error", problem));
            ProblemLine.print(err, problem);
            return ExitKind.of(problem) == ExitKind.USAGE ? USAGE : failed;
        }
    }

    /** Prints the object where JSON is asked for. */
    void object(Object value) {
        if (!json) {
            return;
        }
        try {
            out.println(Json.MAPPER.writeValueAsString(value));
            out.flush();
        } catch (JsonProcessingException e) {
            throw Problem.bug("JSON_NOT_WRITTEN", "The result could not be written as JSON.")
                    .asException(e);
        }
    }

    /** Prints a line for people where JSON is not asked for. */
    void line(String text) {
        if (!json) {
            out.println(text);
            out.flush();
        }
    }
}
