package dev.landfall.local.output;

import dev.landfall.model.failure.Problem;
import java.io.PrintStream;

/** The one way in which a command tells what is wrong: what was seen, what to do, and the code, in one line. */
public final class ProblemLine {

    private ProblemLine() {}

    public static String of(Problem problem) {
        return "landfall: " + problem.seen() + " " + problem.remedy() + " [" + problem.code() + "]";
    }

    public static void print(PrintStream err, Problem problem) {
        StandardOutput.remember(problem);
        err.println(of(problem));
        err.flush();
    }
}
