package dev.landfall.handler;

import dev.landfall.gateway.Gateways;
import dev.landfall.ledger.LedgerBuilding;
import dev.landfall.ledger.SettingClass;
import dev.landfall.report.LedgerWriting;

/** Gives every setting of every container its line, and writes the ledger and its page. */
public final class BuildLedger extends StateHandler<BuildLedger.Input, BuildLedger.Output> {

    public BuildLedger() {
        this(DeployedGateways.get());
    }

    public BuildLedger(Gateways gateways) {
        super(Input.class, gateways);
    }

    public record Input(String runId) {}

    public record Output(int lines, int unknown, int blockers) {}

    @Override
    protected Output handle(Input input) {
        var configuration = plan().configuration();
        var ledger = new LedgerBuilding(gateways(), configuration).build(input.runId());
        new LedgerWriting(gateways().runStore()).write(ledger);
        return new Output(
                ledger.lines().size(),
                ledger.lines(SettingClass.UNKNOWN).size(),
                ledger.blockers().size());
    }
}
