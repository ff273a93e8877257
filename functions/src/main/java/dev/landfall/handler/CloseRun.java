package dev.landfall.handler;

import dev.landfall.gateway.Gateways;
import dev.landfall.report.RunProof;
import dev.landfall.run.Failure;
import dev.landfall.run.RunClosing;
import dev.landfall.run.Verdict;
import java.util.Optional;

/** Records the verdict and releases the lock. */
public final class CloseRun extends StateHandler<CloseRun.Input, CloseRun.Output> {

    public CloseRun() {
        this(DeployedGateways.get());
    }

    public CloseRun(Gateways gateways) {
        super(Input.class, gateways, PlanUse.NONE);
    }

    public record Input(String runId, Optional<Failure> failure) {}

    /** {@code record}: the digest of run.json. */
    public record Output(String runId, Verdict verdict, String record) {}

    @Override
    protected Output handle(Input input) {
        var closed = new RunClosing(gateways()).close(input.runId(), input.failure());
        return new Output(
                closed.runId(),
                closed.verdict().orElseThrow(),
                RunProof.of(gateways().runStore(), input.runId()).record());
    }
}
