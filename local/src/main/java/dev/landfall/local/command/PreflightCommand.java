package dev.landfall.local.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code preflight}. */
@Command(
        name = "preflight",
        mixinStandardHelpOptions = true,
        description =
                "Makes the checks before a move and nothing else, and tells what changed since the last rehearsal.")
final class PreflightCommand extends RunCommand {

    @Mixin
    @SuppressWarnings("UnusedVariable")
    private InstallMixin install = new InstallMixin();

    @Override
    RunPlan plan() {
        return RunPlan.preflight();
    }
}
