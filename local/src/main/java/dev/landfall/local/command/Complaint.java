package dev.landfall.local.command;

import dev.landfall.local.output.ExitKind;
import dev.landfall.local.output.ProblemLine;
import dev.landfall.local.world.WorldProblem;
import dev.landfall.model.failure.Category;
import dev.landfall.model.failure.LandfallException;
import dev.landfall.model.failure.Problem;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Tells what kept a command from its work, in one line; the rest is in the log file. The exit code is of its kind. */
public final class Complaint implements IExecutionExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(Complaint.class);

    @Override
    public int handleExecutionException(Exception thrown, CommandLine command, ParseResult parsed) {
        if (thrown instanceof LandfallException known) {
            LOG.info("the command ends with {}", known.problem().code(), known);
            print(known.problem());
            return ExitKind.of(known.problem()).code();
        }
        LOG.error("the command failed", thrown);
        var found = surroundings(thrown);
        if (found.isPresent()) {
            print(found.get());
            return ExitKind.of(found.get()).code();
        }
        print(Problem.bug("UNEXPECTED", "Something happened that landfall does not expect: " + first(thrown)));
        return ExitKind.BUG.code();
    }

    /** What a file or a port did, however deep; a defect of Landfall otherwise. */
    private static Optional<Problem> surroundings(Throwable thrown) {
        for (var cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof LandfallException known) {
                return Optional.of(known.problem());
            }
            if (cause instanceof UncheckedIOException unchecked) {
                var attempt = String.valueOf(unchecked.getMessage()).replaceFirst("(?i)^cannot ", "");
                return Optional.of(WorldProblem.of(attempt, Objects.requireNonNull(unchecked.getCause())));
            }
        }
        return Optional.empty();
    }

    static void print(Problem problem) {
        ProblemLine.print(System.err, problem);
        if (problem.category() == Category.BUG) {
            LogFile.current().ifPresent(file -> System.err.println("          Log file: " + file));
        }
    }

    private static String first(Exception thrown) {
        var text = String.valueOf(thrown.getMessage()).lines().findFirst().orElse("");
        var said = text.isBlank() || text.equals("null") ? thrown.getClass().getSimpleName() : text;
        return said.endsWith(".") ? said : said + ".";
    }
}
