package dev.landfall.handler;

import dev.landfall.capture.Capture;
import dev.landfall.gateway.Gateways;
import dev.landfall.preflight.PreflightChecks;
import dev.landfall.preflight.PreflightReport;
import dev.landfall.run.ConfigurationFile;
import dev.landfall.run.RunFiles;

/** Makes the named checks; all blockers are reported at once. */
public final class Preflight extends StateHandler<Preflight.Input, Preflight.Output> {

    public Preflight() {
        this(DeployedGateways.get());
    }

    public Preflight(Gateways gateways) {
        super(Input.class, gateways);
    }

    public record Input(String runId) {}

    public record Output(int checks, int warnings) {}

    @Override
    protected Output handle(Input input) {
        var files = new RunFiles(gateways().runStore());
        var capture = files.require(Capture.key(input.runId()), Capture.class);
        var report = new PreflightChecks(gateways(), ConfigurationFile.read(files), capture, files.run(input.runId()))
                .check();
        files.write(PreflightReport.key(input.runId()), report);
        PreflightChecks.blocked(report).ifPresent(problem -> {
            throw problem.asException();
        });
        var warnings = report.checks().stream()
                .filter(check -> check.result() == PreflightReport.Result.WARNING)
                .count();
        return new Output(report.checks().size(), (int) warnings);
    }
}
