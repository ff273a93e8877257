package dev.landfall.handler;

import dev.landfall.capture.Capture;
import dev.landfall.gateway.Gateways;
import dev.landfall.preflight.FunctionChecks;
import dev.landfall.preflight.PreflightChecks;
import dev.landfall.preflight.PreflightReport;
import dev.landfall.report.LedgerWriting;
import dev.landfall.run.Failure;
import dev.landfall.run.RunFiles;
import java.util.List;
import java.util.Optional;

/** Makes the named checks; all blockers are reported at once. */
public final class Preflight extends StateHandler<Preflight.Input, Preflight.Output> {

    public Preflight() {
        this(DeployedGateways.get());
    }

    public Preflight(Gateways gateways) {
        super(Input.class, gateways);
    }

    /**
     * What came before.
     *
     * @param podFailure why the Job of ProbePod told nothing
     * @param functions what each function found out about itself
     */
    public record Input(String runId, Optional<Failure> podFailure, Optional<List<FunctionChecks.Answer>> functions) {}

    /** {@code warned} names the checks that warn; what they saw is in the run's preflight.json and report. */
    public record Output(int checks, List<String> warned) {}

    @Override
    protected Output handle(Input input) {
        var files = new RunFiles(gateways().runStore());
        var checks = new PreflightChecks(
                gateways(),
                plan().configuration(),
                files.require(Capture.key(input.runId()), Capture.class),
                files.run(input.runId()),
                input.podFailure(),
                input.functions());
        var report = checks.check();
        files.write(PreflightReport.key(input.runId()), report);
        checks.ledger().ifPresent(new LedgerWriting(gateways().runStore())::write);
        PreflightChecks.blocked(report).ifPresent(problem -> {
            throw problem.asException();
        });
        return new Output(report.checks().size(), report.warned());
    }
}
