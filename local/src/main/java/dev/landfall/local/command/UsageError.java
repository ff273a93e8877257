package dev.landfall.local.command;

import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;

/** Tells a wrong command line in one line on standard error, with what to do; exit code 2. */
public final class UsageError implements IParameterExceptionHandler {

    @Override
    public int handleParseException(ParameterException wrong, String[] arguments) {
        var command = wrong.getCommandLine();
        command.getErr()
                .println("%s. Run '%s --help' to see what it takes."
                        .formatted(
                                String.valueOf(wrong.getMessage()).replaceAll("\\R+", " "),
                                command.getCommandSpec().qualifiedName()));
        command.getErr().flush();
        return CommandLine.ExitCode.USAGE;
    }
}
