package dev.landfall.local.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code cutover}. */
@Command(
        name = "cutover",
        mixinStandardHelpOptions = true,
        description = "Moves for real: freeze, final copy, proof, DNS, live settings; behind two approval gates.")
final class CutoverCommand extends RunCommand {

    @Mixin
    private DiscardMixin discard = new DiscardMixin();

    @Override
    RunPlan plan() {
        return RunPlan.cutover().discarding(discard.run());
    }
}
