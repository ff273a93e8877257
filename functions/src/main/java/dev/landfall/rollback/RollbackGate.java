package dev.landfall.rollback;

import dev.landfall.run.RunFiles;

/**
 * Whether going back has to be approved. Where the cutover's own record says that the domain was about to be moved, users
 * may have written on the target, and people decide. Nobody is asked where it never was moved, or was put back already: then
 * nothing more is given up. A cutover that failed takes itself back: nobody is asked whether to end an outage; nor whether to
 * end a way back that was cut off.
 */
public final class RollbackGate {

    private RollbackGate() {}

    public static boolean isNeeded(RunFiles files, String runId) {
        var run = files.run(runId);
        return switch (run.mode()) {
            case CUTOVER -> false;
            case ROLLBACK -> {
                var cutover = files.run(run.takesBack());
                yield cutover.dnsSwitched().isPresent()
                        && cutover.dnsReturned().isEmpty()
                        && run.continues().isEmpty();
            }
            // No other run goes back; one that says it does needs what a rollback needs.
            case REHEARSAL, PREFLIGHT, CAPTURE -> true;
        };
    }
}
