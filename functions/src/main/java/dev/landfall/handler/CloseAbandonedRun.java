package dev.landfall.handler;

import dev.landfall.gateway.Gateways;
import dev.landfall.watch.AbandonedRun;
import dev.landfall.watch.EndedExecution;
import java.util.Optional;

/**
 * Not a state: called when an execution ended, perhaps without CloseRun; then it gives the source back where that run
 * left it at 0, stops its movers, records the verdict, releases the lock, writes the report and tells the approvers.
 */
public final class CloseAbandonedRun extends StateHandler<CloseAbandonedRun.Input, CloseAbandonedRun.Output> {

    public CloseAbandonedRun() {
        this(DeployedGateways.get());
    }

    public CloseAbandonedRun(Gateways gateways) {
        super(Input.class, gateways, PlanUse.NONE);
    }

    public record Input(String runId, String executionArn, String status) {}

    /** {@code returning}: the execution that gives the source back, where one was started. */
    public record Output(boolean closed, Optional<String> returning) {}

    @Override
    protected Output handle(Input input) {
        var done = new AbandonedRun(gateways(), new EndedExecution(input.runId(), input.executionArn(), input.status()))
                .close();
        return new Output(done.closed(), done.returning());
    }
}
