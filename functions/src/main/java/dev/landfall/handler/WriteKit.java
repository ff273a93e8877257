package dev.landfall.handler;

import dev.landfall.blueprint.KitWriting;
import dev.landfall.gateway.Gateways;
import dev.landfall.ledger.Ledger;
import dev.landfall.run.RunFiles;
import java.util.List;

/** Writes the blueprint kit; where the ledger still has blockers, the kit says so and the run fails. */
public final class WriteKit extends StateHandler<WriteKit.Input, WriteKit.Output> {

    public WriteKit() {
        this(DeployedGateways.get());
    }

    public WriteKit(Gateways gateways) {
        super(Input.class, gateways);
    }

    public record Input(String runId) {}

    public record Output(List<String> files) {}

    @Override
    protected Output handle(Input input) {
        var files = new RunFiles(gateways().runStore());
        var ledger = files.require(Ledger.key(input.runId()), Ledger.class);
        var written = new KitWriting(gateways(), plan().configuration()).write(ledger);
        KitWriting.undecided(ledger).ifPresent(problem -> {
            throw problem.asException();
        });
        return new Output(written);
    }
}
