package dev.landfall.local.command;

import dev.landfall.local.output.ExitKind;
import dev.landfall.local.output.ProblemLine;
import dev.landfall.local.output.StandardOutput;
import dev.landfall.model.failure.Problem;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells a wrong command line in one line on standard error, with the nearest name where there is one; exit code 2. */
public final class UsageError implements IParameterExceptionHandler {

    /** Of a URL, as in {@code postgresql://user:password@host}. */
    private static final Pattern PASSWORD = Pattern.compile("(://[^:@/\\s]*):[^\\s']*(?=@)");

    @Override
    public int handleParseException(ParameterException wrong, String[] arguments) {
        var command = wrong.getCommandLine();
        var problem = Problem.operator(
                "USAGE",
                PASSWORD.matcher(seen(wrong).replaceAll("\\R+", " ")).replaceAll("$1") + ".",
                "Run './" + command.getCommandSpec().qualifiedName() + " --help' to see what it takes.");
        StandardOutput.remember(problem);
        command.getErr().println(ProblemLine.of(problem));
        command.getErr().flush();
        return ExitKind.USAGE.code();
    }

    private static String seen(ParameterException wrong) {
        if (wrong instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()
                && (unmatched.isUnknownOption() || takesCommands(wrong.getCommandLine()))) {
            var given = unmatched.getUnmatched().getFirst();
            return (unmatched.isUnknownOption() ? "There is no option '" : "There is no command '") + given + "'"
                    + nearest(unmatched, given)
                            .map(name -> "; the nearest name is '" + name + "'")
                            .orElse("");
        }
        var said = String.valueOf(wrong.getMessage());
        return said.endsWith(".") ? said.substring(0, said.length() - 1) : said;
    }

    private static boolean takesCommands(CommandLine command) {
        return !command.getSubcommands().isEmpty();
    }

    /** An option is suggested with its value's form, which is not part of its name. */
    private static Optional<String> nearest(UnmatchedArgumentException unmatched, String given) {
        return unmatched.getSuggestions().stream()
                .map(name -> name.replaceAll("[\\[=\\s].*", ""))
                .filter(name -> !name.equals(given))
                .findFirst();
    }
}
