package dev.landfall.handler;

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

    /** {@code bundle}: the digest of bundle.sha256. */
    public record Output(String runId, Verdict verdict, String bundle) {}

    @Override
    protected Output handle(Input input) {
        var report = new ReportWriting(gateways(), plan()).write(input.runId(), input.failure(), input.uncounted());
        return new Output(
                report.runId(),
                report.verdict(),
                RunProof.of(gateways().runStore(), input.runId()).bundle());
    }
}
