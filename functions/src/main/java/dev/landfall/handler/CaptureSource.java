package dev.landfall.handler;

import dev.landfall.capture.SourceCapture;
import dev.landfall.gateway.Gateways;
import dev.landfall.run.ConfigurationFile;
import dev.landfall.run.RunFiles;
import dev.landfall.transfer.MoverCommand;
import java.util.List;

/** Takes the inventory of source and target, and names what the mover's tasks need. */
public final class CaptureSource extends StateHandler<CaptureSource.Input, CaptureSource.Output> {

    public CaptureSource() {
        this(DeployedGateways.get());
    }

    public CaptureSource(Gateways gateways) {
        super(Input.class, gateways);
    }

    public record Input(String runId) {}

    public record Output(
            String cluster,
            List<String> subnets,
            List<String> securityGroups,
            String assignPublicIp,
            List<Database> databases,
            int databasesAtOnce) {}

    /** One database to move, with the mover's command line for its dump. */
    public record Database(String name, List<String> dumpCommand) {}

    @Override
    protected Output handle(Input input) {
        var configuration = ConfigurationFile.read(new RunFiles(gateways().runStore()));
        var capture = new SourceCapture(gateways()).capture(input.runId(), configuration);
        var mover = new MoverCommand(gateways().runStore().location(), input.runId(), configuration);
        var network = capture.network();
        return new Output(
                network.cluster(),
                network.subnets(),
                network.securityGroups(),
                network.assignsPublicIp() ? "ENABLED" : "DISABLED",
                capture.databases().stream()
                        .map(database -> new Database(database.name(), mover.dump(database)))
                        .toList(),
                capture.databases().size());
    }
}
