package dev.landfall.handler;

import dev.landfall.dns.ProductionDns;
import dev.landfall.gateway.Change;
import dev.landfall.gateway.Gateways;
import dev.landfall.rollback.GoLiveMarks;
import dev.landfall.run.RunFiles;

/** Marks the target's databases, saves the old record set and changes it in one batch. */
public final class SwitchDns extends StateHandler<SwitchDns.Input, SwitchDns.Output> {

    public SwitchDns() {
        this(DeployedGateways.get());
    }

    public SwitchDns(Gateways gateways) {
        super(Input.class, gateways);
    }

    public record Input(String runId) {}

    public record Output(Change change) {}

    @Override
    protected Output handle(Input input) {
        var files = new RunFiles(gateways().runStore());
        var dns = new ProductionDns(gateways(), plan().configuration());
        var saved = dns.save(input.runId());
        new GoLiveMarks(gateways().databases(), files, gateways().clock()).mark(input.runId());
        var run = files.run(input.runId());
        if (run.dnsSwitched().isEmpty()) {
            files.write(run.withDnsSwitched(gateways().clock().instant()));
        }
        return new Output(dns.switchToTarget(input.runId(), saved));
    }
}
