package dev.landfall.rollback;

import dev.landfall.run.EarlierRuns;
import dev.landfall.run.RunClosing;
import dev.landfall.run.RunFiles;
import dev.landfall.run.RunRecord;
import java.util.Optional;

/** A way back from the target that had begun when its execution was cut off: killed, aborted, out of time. */
final class CutOffReturn {

    private CutOffReturn() {}

    /**
     * The run that decided on it, the cutover itself or a rollback that people approved. Empty where the newest of them did
     * not begin it, or came to its own end: what it left then is for people to decide on.
     */
    static Optional<String> of(RunFiles files, RunRecord cutover) {
        return EarlierRuns.in(files).runs().stream()
                .filter(run -> run.runId().equals(cutover.runId())
                        || run.cutoverRunId().filter(cutover.runId()::equals).isPresent())
                .findFirst()
                .filter(run -> run.returning().isPresent() && !RunClosing.closedItself(run))
                .map(run -> run.continues().orElse(run.runId()));
    }
}
