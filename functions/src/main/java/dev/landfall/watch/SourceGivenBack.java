package dev.landfall.watch;

import dev.landfall.freeze.StandingFreeze;
import dev.landfall.gateway.Executions;
import dev.landfall.model.Sha256;
import dev.landfall.run.ExecutionInput;
import dev.landfall.run.RunClosing;
import dev.landfall.run.RunFiles;
import dev.landfall.run.RunRecord;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Starts the way back by itself, where a run left the source at 0 and nobody has to decide: users never were on the target,
 * or the way back had begun. Three times at most: each tries for half an hour, and what ends three of them people have to
 * fix.
 */
record SourceGivenBack(RunFiles files, Executions executions) {

    private static final Pattern NAME = Pattern.compile("return-(?:([23])-)?(.+)");
    private static final int LONGEST_NAME = 80;
    private static final int DIGITS = 12;
    private static final int MOST = 3;

    /** The execution's name; empty where everything was given back and said so, or people decide. */
    Optional<String> start(RunRecord run) {
        return cutover(run)
                .filter(cutover -> cutover.dnsSwitched().isEmpty() || RunClosing.leftReturning(run))
                .filter(cutover -> StandingFreeze.of(files, cutover.runId()).isPresent() || cutover.canBeRolledBack())
                .flatMap(cutover -> name(run.runId()).map(name -> {
                    executions.startRollback(run.executionArn(), name, ExecutionInput.ofReturn(cutover.runId()));
                    return name;
                }));
    }

    private Optional<RunRecord> cutover(RunRecord run) {
        return switch (run.mode()) {
            case CUTOVER -> Optional.of(run);
            case ROLLBACK -> files.read(RunRecord.key(run.takesBack()), RunRecord.class);
            case REHEARSAL, PREFLIGHT, CAPTURE -> Optional.empty();
        };
    }

    /** The same for each event of a run, so that the second one finds what the first one started. */
    static Optional<String> name(String runId) {
        var before = NAME.matcher(runId);
        if (!before.matches()) {
            return Optional.of(cut("return-" + runId));
        }
        var times = Optional.ofNullable(before.group(1)).map(Integer::parseInt).orElse(1);
        return times == MOST ? Optional.empty() : Optional.of(cut("return-" + (times + 1) + "-" + before.group(2)));
    }

    private static String cut(String name) {
        return name.length() <= LONGEST_NAME
                ? name
                : name.substring(0, LONGEST_NAME - DIGITS - 1) + "-"
                        + Sha256.hex(name).substring(0, DIGITS);
    }
}
