package dev.landfall.rollback;

import dev.landfall.gateway.Executions;
import dev.landfall.gateway.Executions.StateRecord;
import dev.landfall.model.failure.LandfallException;
import dev.landfall.model.failure.SecondLook;
import dev.landfall.run.EarlierRuns;
import dev.landfall.run.RunFiles;
import dev.landfall.run.RunRecord;
import java.util.List;
import java.util.stream.Stream;

/**
 * Whether the history of the executions bears out what the records in the store say: that users never were on the target, or
 * that a way back was decided on. Step Functions keeps it for 90 days, and nobody can change it there.
 */
record DecidedReturn(RunFiles files, Executions executions) {

    /** After these, and never before, the domain may lead to the target. */
    private static final String SWITCH = "SwitchDns";

    /** A machine enters them by its own definition, or after its gate. */
    private static final List<String> BACK = List.of("StopTarget", "RevertDns", "RestoreDns");

    /** False also where nothing is remembered of the cutover's execution, or the history cannot be read: then people decide. */
    boolean confirms(RunRecord cutover) {
        try {
            return SecondLook.at(() -> isBorneOut(cutover));
        } catch (LandfallException e) {
            return false;
        }
    }

    private boolean isBorneOut(RunRecord cutover) {
        var states = entered(cutover);
        if (states.isEmpty()) {
            return false;
        }
        return !states.contains(SWITCH)
                || Stream.concat(Stream.of(cutover), rollbacks(cutover))
                        .anyMatch(run -> entered(run).stream().anyMatch(BACK::contains));
    }

    private Stream<RunRecord> rollbacks(RunRecord cutover) {
        return EarlierRuns.in(files).runs().stream()
                .filter(run ->
                        run.cutoverRunId().filter(cutover.runId()::equals).isPresent());
    }

    /** Of another name's execution nothing counts: a record may name any. */
    private List<String> entered(RunRecord run) {
        return run.executionArn().endsWith(":" + run.runId())
                ? executions.states(run.executionArn()).stream()
                        .map(StateRecord::name)
                        .toList()
                : List.of();
    }
}
