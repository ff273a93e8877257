package dev.landfall.handler;

import dev.landfall.capture.Capture;
import dev.landfall.capture.Inventory;
import dev.landfall.gateway.Change;
import dev.landfall.gateway.Gateways;
import dev.landfall.rollback.KeptTarget;
import dev.landfall.run.RunFiles;
import dev.landfall.transfer.Sessions;
import dev.landfall.transfer.TargetScaling;

/** Target deployments to 0, so that no pod reconnects to or migrates a half-restored database. */
public final class QuiesceTarget extends StateHandler<QuiesceTarget.Input, QuiesceTarget.Output> {

    public QuiesceTarget() {
        this(DeployedGateways.get());
    }

    public QuiesceTarget(Gateways gateways) {
        super(Input.class, gateways);
    }

    public record Input(String runId) {}

    public record Output(Change change) {}

    @Override
    protected Output handle(Input input) {
        var files = new RunFiles(gateways().runStore());
        KeptTarget.undecided(files, input.runId()).ifPresent(kept -> {
            throw kept.refusal();
        });
        var capture = files.require(Capture.key(input.runId()), Capture.class);
        var scaling = new TargetScaling(gateways().target(), Inventory.of(gateways()));
        var change = scaling.stop();
        scaling.awaitNoPods();
        new Sessions(gateways().databases()).awaitNoneOnTarget(capture);
        return new Output(change);
    }
}
