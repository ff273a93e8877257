package dev.landfall.local.command;

import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code cutover}. */
@Command(
        name = "cutover",
        mixinStandardHelpOptions = true,
        description = "Moves for real: freeze, final copy, proof, DNS, live settings; behind two approval gates.")
final class CutoverCommand extends RunCommand {

    @Mixin
    private GateMixin gate = new GateMixin();

    @Mixin
    private DiscardMixin discard = new DiscardMixin();

    @Override
    RunPlan plan() {
        return RunPlan.cutover().discarding(discard.run());
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
