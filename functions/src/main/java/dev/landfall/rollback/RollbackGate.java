package dev.landfall.rollback;

import dev.landfall.run.RunFiles;
import dev.landfall.run.RunMode;

/**
 * Whether going back has to be approved. Where the cutover's own record says that the domain was about to be moved, users
 * may have written on the target, and people decide; where it never was, nothing is given up, and the frozen source comes
 * back without a gate. A cutover that failed takes itself back: nobody is asked whether to end an outage.
 */
public final class RollbackGate {

    private RollbackGate() {}

    public static boolean isNeeded(RunFiles files, String runId) {
        var run = files.run(runId);
        return run.mode() == RunMode.ROLLBACK
                && files.run(run.takesBack()).dnsSwitched().isPresent();
    }
}
