package dev.landfall.local.command;

import dev.landfall.local.move.CompareCommand;
import dev.landfall.local.move.DeltaCommand;
import dev.landfall.local.move.MoveCommand;
import dev.landfall.local.move.ValidateCommand;
import dev.landfall.local.output.ExitKind;
import dev.landfall.local.output.StandardOutput;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code landfall}. */
@Command(
        name = "landfall",
        mixinStandardHelpOptions = true,
        version = "landfall 1.0.0",
        description =
                "Moves a self-hosted Retool from Amazon ECS to Amazon EKS: in a local world, or with --aws in the deployed one.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            CaptureCommand.class,
            PreflightCommand.class,
            RehearseCommand.class,
            CutoverCommand.class,
            RollbackCommand.class,
            StatusCommand.class,
            ResumeCommand.class,
            VerifyCommand.class,
            WorldCommand.class,
            StatesCommand.class,
            MoveCommand.class,
            DeltaCommand.class,
            CompareCommand.class,
            ValidateCommand.class
        })
public final class LandfallCommand {

    /** Columns of the help; below the first one picocli refuses. */
    private static final int NARROW = 55;

    private static final int WIDE = 80;

    private LandfallCommand() {}

    /** Runs one command line and returns its exit code: docs/commands.md. */
    public static int run(String... arguments) {
        LogFile.silence();
        return StandardOutput.of(arguments, () -> execute(arguments));
    }

    /** With all that a command of it needs to understand a command line and to complain. */
    static CommandLine line() {
        return new CommandLine(new LandfallCommand())
                .setUsageHelpWidth(Math.clamp(Integer.getInteger("landfall.columns", WIDE), NARROW, WIDE))
                .registerConverter(Path.class, new PathValue())
                .setExecutionExceptionHandler(new Complaint())
                .setParameterExceptionHandler(new UsageError())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
    }

    private static int execute(String... arguments) {
        var command = line();
        if (arguments.length == 0) {
            command.usage(System.err);
            return ExitKind.USAGE.code();
        }
        return command.execute(arguments);
    }
}
