package dev.landfall.handler;

import dev.landfall.capture.Capture;
import dev.landfall.fence.SourceFence;
import dev.landfall.freeze.SourceQuiet;
import dev.landfall.gateway.Gateways;
import dev.landfall.run.RunFiles;
import dev.landfall.transfer.Sessions;

/** Waits until no task of the source runs; then fences its databases, and proves that nobody is connected to them. */
public final class ConfirmQuiet extends StateHandler<ConfirmQuiet.Input, ConfirmQuiet.Output> {

    public ConfirmQuiet() {
        this(DeployedGateways.get());
    }

    public ConfirmQuiet(Gateways gateways) {
        super(Input.class, gateways);
    }

    public record Input(String runId) {}

    public record Output(boolean quiet) {}

    @Override
    protected Output handle(Input input) {
        var capture = new RunFiles(gateways().runStore()).require(Capture.key(input.runId()), Capture.class);
        new SourceQuiet(gateways().source()).awaitNoTasks();
        new SourceFence(gateways().databases(), new RunFiles(gateways().runStore())).raise(input.runId());
        new Sessions(gateways().databases()).awaitNoneOnSource(capture);
        return new Output(true);
    }
}
