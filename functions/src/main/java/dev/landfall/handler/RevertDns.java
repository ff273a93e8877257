package dev.landfall.handler;

import dev.landfall.dns.ProductionDns;
import dev.landfall.gateway.Change;
import dev.landfall.gateway.Gateways;
import dev.landfall.rollback.WayBackBegun;
import dev.landfall.run.RunFiles;

/** Puts the record set back that this cutover saved. */
public final class RevertDns extends StateHandler<RevertDns.Input, RevertDns.Output> {

    public RevertDns() {
        this(DeployedGateways.get());
    }

    public RevertDns(Gateways gateways) {
        super(Input.class, gateways, PlanUse.CARRIED);
    }

    public record Input(String runId) {}

    public record Output(Change change) {}

    @Override
    protected Output handle(Input input) {
        var files = new RunFiles(gateways().runStore());
        WayBackBegun.mark(files, input.runId(), gateways().clock());
        var dns = new ProductionDns(gateways(), plan().configuration());
        var doubt = dns.doubtOfWayBack(input.runId());
        var change = dns.returnToSource(input.runId(), input.runId());
        var run = files.run(input.runId());
        if (run.dnsSwitched().isPresent() && run.dnsReturned().isEmpty()) {
            var returned = run.withDnsReturned(gateways().clock().instant());
            files.write(doubt.map(returned::withNote).orElse(returned));
        }
        return new Output(change);
    }
}
