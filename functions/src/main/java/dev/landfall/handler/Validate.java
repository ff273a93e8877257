package dev.landfall.handler;

import dev.landfall.capture.Capture;
import dev.landfall.gateway.Gateways;
import dev.landfall.probe.ProbeReport;
import dev.landfall.probe.Validation;
import dev.landfall.run.RunFiles;

/** Makes the probes: each with verdict, what was seen, and remedy. */
public final class Validate extends StateHandler<Validate.Input, Validate.Output> {

    public Validate() {
        this(DeployedGateways.get());
    }

    public Validate(Gateways gateways) {
        super(Input.class, gateways);
    }

    public record Input(String runId) {}

    public record Output(int probes, int notChecked) {}

    @Override
    protected Output handle(Input input) {
        var files = new RunFiles(gateways().runStore());
        var capture = files.require(Capture.key(input.runId()), Capture.class);
        var report = new Validation(gateways(), plan().configuration(), capture).probe();
        Validation.failed(report).ifPresent(problem -> {
            throw problem.asException();
        });
        var left = report.probes().stream()
                .filter(probe -> probe.result() == ProbeReport.Result.NOT_CHECKED)
                .count();
        return new Output(report.probes().size(), (int) left);
    }
}
