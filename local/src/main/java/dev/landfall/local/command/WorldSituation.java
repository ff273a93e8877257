package dev.landfall.local.command;

import dev.landfall.embedded.S3Server;
import dev.landfall.gateway.aws.S3RunStore;
import dev.landfall.local.world.KeptRuns;
import dev.landfall.local.world.Presence;
import dev.landfall.local.world.WorldHome;
import dev.landfall.local.world.execution.ExecutionRecord;
import dev.landfall.model.failure.LandfallException;
import dev.landfall.model.failure.Problem;
import dev.landfall.run.RunFiles;
import dev.landfall.run.ShellCommand;
import dev.landfall.standing.Situation;
import dev.landfall.standing.Situation.CutOff;
import java.util.List;
import java.util.Optional;

/**
 * What is true now of a local world, whether a command has it open or not.
 *
 * @param situation as its run store tells it; empty where there is no world yet, or it cannot be read
 * @param problem why it cannot be read
 */
record WorldSituation(Optional<Situation> situation, Optional<Problem> problem) {

    private static final ShellCommand LOCAL = new ShellCommand(false);

    /**
     * Looks at it. Where no command has the world open, its run store's server is started for as long as that takes.
     *
     * @param cutOff a run that a killed command left
     */
    static WorldSituation of(WorldHome home, Optional<Presence> open, Optional<ExecutionRecord> cutOff) {
        if (!home.hasRuns()) {
            return new WorldSituation(Optional.empty(), Optional.empty());
        }
        var cut = cutOff.map(record -> new CutOff(record.name(), record.lastState()));
        try {
            if (open.isPresent()) {
                var store = S3RunStore.at(open.get().store(), S3Server.BUCKET);
                return new WorldSituation(Optional.of(Situation.of(new RunFiles(store), LOCAL, cut)), Optional.empty());
            }
            try (var kept = KeptRuns.of(home)) {
                return new WorldSituation(
                        Optional.of(Situation.of(new RunFiles(kept.store()), LOCAL, cut)), Optional.empty());
            }
        } catch (LandfallException e) {
            return new WorldSituation(Optional.empty(), Optional.of(e.problem()));
        }
    }

    /** For people. */
    List<String> lines(WorldHome home) {
        return situation
                .map(Situation::lines)
                .or(() -> problem.map(why -> List.of("Live: not known, for the records of the runs cannot be read: "
                        + why.seen() + " " + why.remedy())))
                .orElseGet(() -> List.of("Live: the source. There is no world in " + home.root()
                        + " yet, so no run has changed anything."));
    }
}
