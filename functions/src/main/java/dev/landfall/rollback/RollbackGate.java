package dev.landfall.rollback;

import dev.landfall.run.RunFiles;

/**
 * Whether going back has to be approved. Where the cutover's own record says that the domain was about to be moved, users
 * may have written on the target, and people decide; where it never was, nothing is given up, and the frozen source comes
 * back without a gate. A cutover that failed takes itself back: nobody is asked whether to end an outage.
 */
public final class RollbackGate {

    private RollbackGate() {}

    public static boolean isNeeded(RunFiles files, String runId) {
        var run = files.run(runId);
        return switch (run.mode()) {
            case CUTOVER -> false;
            case ROLLBACK -> files.run(run.takesBack()).dnsSwitched().isPresent();
            // No other run goes back; one that says it does needs what a rollback needs.
            case REHEARSAL, PREFLIGHT, CAPTURE -> true;
        };
    }
}
