package dev.landfall.handler;

import dev.landfall.capture.Inventory;
import dev.landfall.dns.ProductionDns;
import dev.landfall.freeze.FreezeEnd;
import dev.landfall.gateway.Change;
import dev.landfall.gateway.Gateways;
import dev.landfall.run.RunFiles;
import dev.landfall.transfer.TargetScaling;
import java.util.List;

/** Notices, DNS TTL back; the old side is left at 0 and intact. */
public final class LiftFreeze extends StateHandler<LiftFreeze.Input, LiftFreeze.Output> {

    public LiftFreeze() {
        this(DeployedGateways.get());
    }

    public LiftFreeze(Gateways gateways) {
        super(Input.class, gateways);
    }

    public record Input(String runId) {}

    public record Output(Change ttl, List<String> told) {}

    @Override
    protected Output handle(Input input) {
        var files = new RunFiles(gateways().runStore());
        var configuration = plan().configuration();
        var ttl = new ProductionDns(gateways(), configuration).restoreTtl(input.runId());
        new TargetScaling(gateways().target(), Inventory.of(gateways())).forget(deployment -> true);
        var told =
                new FreezeEnd(gateways().notices(), files, gateways().clock()).announce(input.runId(), configuration);
        return new Output(ttl, told);
    }
}
