package dev.landfall.handler;

import dev.landfall.gateway.Gateways;
import dev.landfall.rollback.Divergences;
import dev.landfall.rollback.UpgradedTarget;
import dev.landfall.run.RunFiles;

/** Counts the rows written on the target since go-live, by table: what a rollback gives up. */
public final class MeasureDivergence extends StateHandler<MeasureDivergence.Input, MeasureDivergence.Output> {

    public MeasureDivergence() {
        this(DeployedGateways.get());
    }

    public MeasureDivergence(Gateways gateways) {
        super(Input.class, gateways);
    }

    public record Input(String runId) {}

    public record Output(long written, long gone) {}

    @Override
    protected Output handle(Input input) {
        var files = new RunFiles(gateways().runStore());
        var cutover = files.run(input.runId()).takesBack();
        var report = new Divergences(gateways().databases(), files, gateways().clock())
                .measure(input.runId(), cutover, () -> new UpgradedTarget(gateways(), cutover).concerns());
        return new Output(report.written(), report.gone());
    }
}
