package dev.landfall.rollback;

import dev.landfall.model.failure.LandfallException;
import dev.landfall.run.Configuration;
import dev.landfall.run.ConfigurationFile;
import dev.landfall.run.FrozenPlan;
import dev.landfall.run.RunFiles;
import dev.landfall.run.RunRecord;
import java.util.List;
import java.util.Optional;

/**
 * What a rollback goes by: the plan of the cutover that it takes back, for that says what was stopped, woken and
 * switched; and the people who decide by now, for those of then may be gone. Where one of the two cannot be read the
 * other stands in for it, and that is noted: a file in the store must not close the way back.
 *
 * @param notes for report and gate
 */
record RollbackPlan(Configuration configuration, List<String> notes) {

    RollbackPlan {
        notes = List.copyOf(notes);
    }

    static RollbackPlan of(RunFiles files, RunRecord cutover) {
        var went = FrozenPlan.standing(files, cutover).map(FrozenPlan::configuration);
        if (went.isEmpty()) {
            return new RollbackPlan(
                    ConfigurationFile.read(files),
                    List.of(
                            "The plan of the cutover " + cutover.runId()
                                    + " was altered or removed, so this rollback goes by the deployed configuration: look whether it names the source and the domain of then."));
        }
        return deployed(files)
                .map(now -> new RollbackPlan(went.get().with(now.approvals()), List.of()))
                .orElseGet(() -> new RollbackPlan(
                        went.get(),
                        List.of(
                                "The deployed landfall.json cannot be read, so those decide whom the plan of the cutover "
                                        + cutover.runId() + " names.")));
    }

    private static Optional<Configuration> deployed(RunFiles files) {
        try {
            return Optional.of(ConfigurationFile.read(files));
        } catch (LandfallException e) {
            return Optional.empty();
        }
    }
}
