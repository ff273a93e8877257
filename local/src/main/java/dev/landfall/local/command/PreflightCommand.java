package dev.landfall.local.command;

import picocli.CommandLine.Command;

/** {@code preflight}. */
@Command(
        name = "preflight",
        mixinStandardHelpOptions = true,
        description =
                "Makes the checks before a move and nothing else, and tells what changed since the last rehearsal.")
final class PreflightCommand extends RunCommand {

    @Override
    RunPlan plan() {
        return RunPlan.preflight();
    }
}
