package dev.landfall.handler;

import dev.landfall.capture.SourceCapture;
import dev.landfall.capture.SourceInventory;
import dev.landfall.capture.SourceSurvey;
import dev.landfall.gateway.Gateways;
import dev.landfall.run.RunFiles;
import dev.landfall.run.RunMode;
import dev.landfall.transfer.CopyKey;
import dev.landfall.transfer.MoverCommand;
import dev.landfall.transfer.StartedBy;
import java.util.List;

/** Takes the inventory of source and target, and names what the mover's tasks need; a capture looks at the source alone. */
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

    /**
     * One database to move.
     *
     * @param dumpCommand the mover's command line for its dump
     * @param writtenCommand the mover's command line for the proof that nothing was written since
     * @param startedBy by which the dump's task is found again
     * @param sealKey with which its movers seal what they write; it is in no object of the run
     */
    public record Database(
            String name, List<String> dumpCommand, List<String> writtenCommand, String startedBy, String sealKey) {

        @Override
        public String toString() {
            return "Database[" + name + "]";
        }
    }

    @Override
    protected Output handle(Input input) {
        var configuration = plan().configuration();
        if (new RunFiles(gateways().runStore()).run(input.runId()).mode() == RunMode.CAPTURE) {
            return seen(new SourceSurvey(gateways(), configuration).survey(input.runId()));
        }
        var capture = new SourceCapture(gateways()).capture(input.runId(), configuration);
        var mover = new MoverCommand(gateways().runStore().location(), input.runId(), configuration);
        var network = capture.network();
        return new Output(
                network.cluster(),
                network.subnets(),
                network.securityGroups(),
                network.assignsPublicIp() ? "ENABLED" : "DISABLED",
                capture.databases().stream()
                        .map(database -> new Database(
                                database.name(),
                                mover.dump(database),
                                mover.written(database),
                                StartedBy.of(input.runId(), database.name()),
                                CopyKey.fresh()))
                        .toList(),
                capture.databases().size());
    }

    /** Of the source alone: there is nothing to move yet. */
    private static Output seen(SourceInventory source) {
        return new Output(source.sourceName(), List.of(), List.of(), "DISABLED", List.of(), 0);
    }
}
