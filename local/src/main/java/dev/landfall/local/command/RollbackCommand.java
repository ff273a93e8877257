package dev.landfall.local.command;

import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code rollback}. */
@Command(
        name = "rollback",
        mixinStandardHelpOptions = true,
        description = "Takes the last cutover back and says how many rows that gives up.")
final class RollbackCommand extends RunCommand {

    @Mixin
    private GateMixin gate = new GateMixin();

    @Override
    RunPlan plan() {
        return RunPlan.rollback();
    }

    @Override
    boolean answersGates() {
        return gate.yes();
    }

    @Override
    Optional<String> requestedBy() {
        return gate.requestedBy();
    }

    @Override
    void check(boolean inAws) {
        gate.check(inAws);
    }
}
