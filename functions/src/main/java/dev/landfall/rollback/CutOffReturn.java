package dev.landfall.rollback;

import dev.landfall.run.EarlierRuns;
import dev.landfall.run.RunClosing;
import dev.landfall.run.RunFiles;
import dev.landfall.run.RunRecord;
import java.util.Optional;

/** A way back from the target that had begun and did not come to its end, so that another run may go on with it. */
final class CutOffReturn {

    private CutOffReturn() {}

    /**
     * The run that decided on it, the cutover itself or a rollback that people approved. Empty where the newest of them did
     * not begin it, or left it for people to decide on.
     */
    static Optional<String> of(RunFiles files, RunRecord cutover) {
        return EarlierRuns.in(files).runs().stream()
                .filter(run -> run.runId().equals(cutover.runId())
                        || run.cutoverRunId().filter(cutover.runId()::equals).isPresent())
                .findFirst()
                .filter(RunClosing::leftReturning)
                .map(run -> run.continues().orElse(run.runId()));
    }
}
