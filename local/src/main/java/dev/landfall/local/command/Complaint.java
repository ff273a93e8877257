package dev.landfall.local.command;

import dev.landfall.model.failure.Category;
import dev.landfall.model.failure.LandfallException;
import dev.landfall.model.failure.Problem;
import java.io.PrintStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Tells what went wrong in one sentence and what to do in another; the rest is in the log file. */
public final class Complaint implements IExecutionExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(Complaint.class);

    @Override
    public int handleExecutionException(Exception thrown, CommandLine command, ParseResult parsed) {
        if (thrown instanceof LandfallException known) {
            LOG.info("the command ends with {}", known.problem().code(), known);
            print(System.err, known.problem());
        } else {
            LOG.error("the command failed", thrown);
            print(
                    System.err,
                    Problem.bug("UNEXPECTED", "Something happened that landfall does not expect: " + first(thrown)));
        }
        return 1;
    }

    static void print(PrintStream err, Problem problem) {
        err.println("landfall: " + problem.seen());
        err.println("          " + problem.remedy());
        if (problem.category() == Category.BUG) {
            LogFile.current().ifPresent(file -> err.println("          Log file: " + file));
        }
        err.flush();
    }

    private static String first(Exception thrown) {
        var text = String.valueOf(thrown.getMessage()).lines().findFirst().orElse("");
        var said = text.isBlank() || text.equals("null") ? thrown.getClass().getSimpleName() : text;
        return said.endsWith(".") ? said : said + ".";
    }
}
