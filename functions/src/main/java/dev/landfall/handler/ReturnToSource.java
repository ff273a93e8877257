package dev.landfall.handler;

import dev.landfall.fence.SourceFence;
import dev.landfall.freeze.SourceReturn;
import dev.landfall.gateway.Change;
import dev.landfall.gateway.Gateways;
import dev.landfall.run.RunFiles;
import java.util.List;

/**
 * Takes the fence of the databases away; gives every service of the source its saved count, autoscaling and schedules back,
 * and waits until they run; ends the freeze.
 */
public final class ReturnToSource extends StateHandler<ReturnToSource.Input, ReturnToSource.Output> {

    public ReturnToSource() {
        this(DeployedGateways.get());
    }

    public ReturnToSource(Gateways gateways) {
        super(Input.class, gateways, PlanUse.CARRIED);
    }

    public record Input(String runId, String frozenBy) {}

    public record Output(Change change, List<String> kept) {}

    @Override
    protected Output handle(Input input) {
        var files = new RunFiles(gateways().runStore());
        new SourceFence(gateways().databases(), files).lower(input.frozenBy());
        var back = new SourceReturn(gateways().source(), files, gateways().clock()).giveBack(input.frozenBy());
        return new Output(back.change(), back.kept());
    }
}
