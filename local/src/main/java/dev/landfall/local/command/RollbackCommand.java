package dev.landfall.local.command;

import picocli.CommandLine.Command;

/** {@code rollback}. */
@Command(
        name = "rollback",
        mixinStandardHelpOptions = true,
        description = "Takes the last cutover back and says how many rows that gives up.")
final class RollbackCommand extends RunCommand {

    @Override
    RunPlan plan() {
        return RunPlan.rollback();
    }
}
