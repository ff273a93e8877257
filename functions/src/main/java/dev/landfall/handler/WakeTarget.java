package dev.landfall.handler;

import dev.landfall.capture.Capture;
import dev.landfall.capture.Inventory;
import dev.landfall.freeze.StandingFreeze;
import dev.landfall.gateway.Gateways;
import dev.landfall.model.failure.Problem;
import dev.landfall.run.RunFiles;
import dev.landfall.transfer.TargetScaling;
import dev.landfall.transfer.WakeCounts;
import java.util.Optional;

/** One backend first, which migrates the schema, then the rest; workflows and agents stay off. */
public final class WakeTarget extends StateHandler<WakeTarget.Input, WakeTarget.Output> {

    public WakeTarget() {
        this(DeployedGateways.get());
    }

    public WakeTarget(Gateways gateways) {
        super(Input.class, gateways);
    }

    public record Input(String runId) {}

    public record Output(boolean awake) {}

    @Override
    protected Output handle(Input input) {
        var scaling = new TargetScaling(gateways().target(), Inventory.of(gateways()), counts(input.runId()));
        scaling.wakeMain();
        scaling.wakeRest();
        return new Output(true);
    }

    private Optional<WakeCounts> counts(String runId) {
        var files = new RunFiles(gateways().runStore());
        return files.run(runId).sharesDatabase()
                ? Optional.of(WakeCounts.of(
                        StandingFreeze.of(files, runId)
                                .orElseThrow(WakeTarget::notFrozen)
                                .counts(),
                        files.require(Capture.key(runId), Capture.class)))
                : Optional.empty();
    }

    private static RuntimeException notFrozen() {
        return Problem.operator(
                        "SOURCE_NOT_FROZEN",
                        "No freeze of this run stands on the source, so its counts are not known.",
                        "Start a new cutover; somebody gave the source back while this one went on.")
                .asException();
    }
}
