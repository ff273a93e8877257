package dev.landfall.local.command;

import dev.landfall.local.move.CompareCommand;
import dev.landfall.local.move.DeltaCommand;
import dev.landfall.local.move.MoveCommand;
import dev.landfall.local.move.ValidateCommand;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
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

    private LandfallCommand() {}

    /** Runs one command line; exit codes: 0 done, 1 it failed, 2 it was not understood; verify has one more. */
    public static int run(String... arguments) {
        LogFile.silence();
        var command = new CommandLine(new LandfallCommand())
                .setExecutionExceptionHandler(new Complaint())
                .setParameterExceptionHandler(new UsageError())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        if (arguments.length == 0) {
            command.usage(System.err);
            return CommandLine.ExitCode.USAGE;
        }
        return command.execute(arguments);
    }
}
