package dev.landfall.local.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code rehearse}. */
@Command(
        name = "rehearse",
        mixinStandardHelpOptions = true,
        description = "Rehearses the whole move against the local world. Nothing is written to the source.")
final class RehearseCommand extends RunCommand {

    @Mixin
    @SuppressWarnings("UnusedVariable")
    private InstallMixin install = new InstallMixin();

    @Mixin
    private DiscardMixin discard = new DiscardMixin();

    @Override
    RunPlan plan() {
        return RunPlan.rehearsal().discarding(discard.run());
    }
}
