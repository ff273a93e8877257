package dev.landfall.watch;

import dev.landfall.freeze.StandingFreeze;
import dev.landfall.gateway.Executions;
import dev.landfall.model.Sha256;
import dev.landfall.run.ExecutionInput;
import dev.landfall.run.RunFiles;
import dev.landfall.run.RunRecord;
import java.util.Optional;

/**
 * Starts the way back by itself, where a run left the source at 0 and users never were on the target: after a cutover, and
 * after a way back that did not come to its end, as long as the next one may help.
 */
record SourceGivenBack(RunFiles files, Executions executions) {

    private static final String PREFIX = "return-";
    /** Each tries for half an hour; who looks after three of them finds what people have to mend. */
    private static final String NO_MORE = PREFIX.repeat(3);

    private static final int LONGEST_NAME = 80;
    private static final int DIGITS = 12;

    /** The execution's name; empty where the source is not frozen, or people decide. */
    Optional<String> start(RunRecord run) {
        var frozen = cutover(run)
                .filter(cutover -> cutover.dnsSwitched().isEmpty())
                .filter(cutover -> StandingFreeze.of(files, cutover.runId()).isPresent());
        if (frozen.isEmpty() || run.runId().startsWith(NO_MORE)) {
            return Optional.empty();
        }
        var name = name(run.runId());
        executions.startRollback(
                run.executionArn(), name, ExecutionInput.ofReturn(frozen.get().runId()));
        return Optional.of(name);
    }

    private Optional<RunRecord> cutover(RunRecord run) {
        return switch (run.mode()) {
            case CUTOVER -> Optional.of(run);
            case ROLLBACK -> files.read(RunRecord.key(run.takesBack()), RunRecord.class);
            case REHEARSAL, PREFLIGHT, CAPTURE -> Optional.empty();
        };
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
