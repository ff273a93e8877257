package dev.landfall.watch;

import dev.landfall.freeze.StandingFreeze;
import dev.landfall.gateway.Executions;
import dev.landfall.model.Sha256;
import dev.landfall.run.ExecutionInput;
import dev.landfall.run.RunFiles;
import dev.landfall.run.RunMode;
import dev.landfall.run.RunRecord;
import java.util.Optional;

/** Starts the way back by itself, where a run left the source at 0 and users never were on the target. */
record SourceGivenBack(RunFiles files, Executions executions) {

    private static final String PREFIX = "return-";
    private static final int LONGEST_NAME = 80;
    private static final int DIGITS = 12;

    /** The execution's name; empty where the source is not frozen, or people decide. */
    Optional<String> start(RunRecord run) {
        if (run.mode() != RunMode.CUTOVER
                || run.dnsSwitched().isPresent()
                || StandingFreeze.of(files, run.runId()).isEmpty()) {
            return Optional.empty();
        }
        var name = name(run.runId());
        executions.startRollback(run.executionArn(), name, ExecutionInput.ofReturn(run.runId()));
        return Optional.of(name);
    }

    /** The same for each event of a run, so that the second one finds what the first one started. */
    static String name(String runId) {
        var name = PREFIX + runId;
        return name.length() <= LONGEST_NAME
                ? name
                : name.substring(0, LONGEST_NAME - DIGITS - 1) + "-"
                        + Sha256.hex(runId).substring(0, DIGITS);
    }
}
