package dev.landfall.handler;

import dev.landfall.gateway.Gateways;
import dev.landfall.run.RunClosing;
import dev.landfall.transfer.MoveStop;

/**
 * Not a state: called when an execution ended without CloseRun; stops its movers, records the verdict and releases the
 * lock.
 */
public final class CloseAbandonedRun extends StateHandler<CloseAbandonedRun.Input, CloseAbandonedRun.Output> {

    public CloseAbandonedRun() {
        this(DeployedGateways.get());
    }

    public CloseAbandonedRun(Gateways gateways) {
        super(Input.class, gateways);
    }

    public record Input(String runId, String status) {}

    public record Output(boolean closed) {}

    @Override
    protected Output handle(Input input) {
        // Before the lock is released: the next run must not find a second mover in its database.
        MoveStop.stopRun(gateways(), input.runId());
        return new Output(new RunClosing(gateways())
                .abandon(input.runId(), input.status())
                .isPresent());
    }
}
