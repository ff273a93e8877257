package dev.landfall.handler;

import dev.landfall.approval.ExpiredGate;
import dev.landfall.gateway.Gateways;
import dev.landfall.report.ReportWriting;
import dev.landfall.report.RunProof;
import dev.landfall.run.Failure;
import dev.landfall.run.Verdict;
import java.util.Optional;

/** Writes the run's report and the checksums of its bundle. */
public final class WriteReport extends StateHandler<WriteReport.Input, WriteReport.Output> {

    public WriteReport() {
        this(DeployedGateways.get());
    }

    public WriteReport(Gateways gateways) {
        super(Input.class, gateways, PlanUse.CARRIED);
    }

    /** {@code uncounted} is why the last count of a rollback told nothing. */
    public record Input(String runId, Optional<Failure> failure, Optional<Failure> uncounted) {}

    /** {@code bundle}: the digest of bundle.sha256. {@code failure}: what the run ends with, an expired gate told by whom it waited for. */
    public record Output(String runId, Verdict verdict, String bundle, Optional<Failure> failure) {}

    @Override
    protected Output handle(Input input) {
        var failure = input.failure().map(new ExpiredGate(gateways(), input.runId())::told);
        var report = new ReportWriting(gateways(), plan()).write(input.runId(), failure, input.uncounted());
        return new Output(
                report.runId(),
                report.verdict(),
                RunProof.of(gateways().runStore(), input.runId()).bundle(),
                failure);
    }
}
