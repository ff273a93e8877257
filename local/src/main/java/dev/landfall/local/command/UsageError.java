package dev.landfall.local.command;

import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;

/** Tells a wrong command line in one line on standard error, with what to do; exit code 2. */
public final class UsageError implements IParameterExceptionHandler {

    /** Of a URL, as in {@code postgresql://user:password@host}. */
    private static final Pattern PASSWORD = Pattern.compile("(://[^:@/\\s]*):[^\\s']*(?=@)");

    @Override
    public int handleParseException(ParameterException wrong, String[] arguments) {
        var command = wrong.getCommandLine();
        command.getErr()
                .println("%s. Run '%s --help' to see what it takes."
                        .formatted(
                                PASSWORD.matcher(String.valueOf(wrong.getMessage())
                                                .replaceAll("\\R+", " "))
                                        .replaceAll("$1"),
                                command.getCommandSpec().qualifiedName()));
        command.getErr().flush();
        return CommandLine.ExitCode.USAGE;
    }
}
