package dev.landfall.rollback;

import dev.landfall.gateway.Gateways;
import dev.landfall.run.RunFiles;
import dev.landfall.run.RunMode;
import java.util.Optional;

/**
 * Whether going back has to be approved. Where the domain was about to be moved, users may have written on the target, and
 * people decide. Nobody is asked where it never was moved, or was put back already: then nothing more is given up. A cutover
 * that failed takes itself back: nobody is asked whether to end an outage; nor whether to end a way back that was cut off.
 *
 * <p>Two have to say that nobody is asked: the records in the store, and what OpenRollback answered, which compares them with
 * the history of the executions ({@link DecidedReturn}). Who writes to the store alone opens nothing.
 */
public final class RollbackGate {

    private RollbackGate() {}

    /** Once, when the rollback is opened. */
    static boolean isOpened(Gateways gateways, RunFiles files, String runId) {
        var run = files.run(runId);
        return isNeededByRecord(files, runId)
                || !new DecidedReturn(files, gateways.executions()).confirms(files.run(run.takesBack()));
    }

    /**
     * Whether the state that acts has to see the decision.
     *
     * @param gated what OpenRollback answered, as the state machine carries it; empty in a cutover
     */
    public static boolean isNeeded(RunFiles files, String runId, Optional<Boolean> gated) {
        var ofRollback = files.run(runId).mode() == RunMode.ROLLBACK;
        return gated.orElse(ofRollback) || isNeededByRecord(files, runId);
    }

    private static boolean isNeededByRecord(RunFiles files, String runId) {
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
