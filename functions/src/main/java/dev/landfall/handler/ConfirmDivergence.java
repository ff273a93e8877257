package dev.landfall.handler;

import dev.landfall.gateway.Gateways;
import dev.landfall.rollback.Divergences;
import dev.landfall.rollback.UpgradedTarget;
import dev.landfall.run.RunFiles;

/** Counts the rows written since go-live once more, after the target was stopped: what the rollback gives up, exactly. */
public final class ConfirmDivergence extends StateHandler<ConfirmDivergence.Input, ConfirmDivergence.Output> {

    public ConfirmDivergence() {
        this(DeployedGateways.get());
    }

    public ConfirmDivergence(Gateways gateways) {
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
