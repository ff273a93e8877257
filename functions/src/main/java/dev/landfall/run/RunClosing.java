package dev.landfall.run;

import dev.landfall.gateway.Executions.StateRecord;
import dev.landfall.gateway.Gateways;
import dev.landfall.model.failure.Problem;
import java.util.List;
import java.util.Optional;

/** How a run ends: verdict and states written, lock released. */
public final class RunClosing {

    private static final String ABORTED = "RUN_ABORTED";
    private static final String ABANDONED = "RUN_ABANDONED";

    private final RunFiles files;
    private final Gateways gateways;

    public RunClosing(Gateways gateways) {
        this.files = new RunFiles(gateways.runStore());
        this.gateways = gateways;
    }

    /** The verdict of a run whose execution has come to its end; a verdict once written stays. */
    public RunRecord close(String runId, Optional<Failure> failure) {
        var record = files.run(runId);
        var closedNow = false;
        if (record.verdict().isEmpty()) {
            var failed = failure.map(why -> new RunRecord.FailedState(why.state(), why.error(), why.problem()));
            record = record.closed(
                    gateways.clock().instant(),
                    failed.isPresent() ? Verdict.FAILED : Verdict.PASSED,
                    failed,
                    states(record));
            files.write(record);
            closedNow = true;
        }
        if (record.verdict().filter(Verdict.PASSED::equals).isPresent()) {
            record.cutoverRunId()
                    .ifPresent(cutover -> files.write(files.run(cutover).withRolledBackBy(runId)));
        }
        new RunLock(files, gateways.executions()).release(record.executionArn());
        if (closedNow) {
            new RunEvents(gateways).ended(record);
        }
        return record;
    }

    /** The verdict of a run whose execution ended without CloseRun: {@code ABORTED}, {@code TIMED_OUT} or {@code FAILED}. */
    public RunRecord abandon(RunRecord record, String status) {
        return close(record.runId(), Optional.of(abandoned(record, status)));
    }

    /** Why such a run failed, as its record and its report say it. */
    public Failure abandoned(RunRecord record, String status) {
        var entered = states(record);
        var last = entered.isEmpty() ? "OpenRun" : entered.getLast().name();
        var problem = Problem.operator(
                status.equals("ABORTED") ? ABORTED : ABANDONED,
                "The execution ended " + status + " in the state " + last + ".",
                "Read docs/what-if.md for what is true after that state; the lock is released.");
        return new Failure(last, status, problem.text());
    }

    /** Whether the run closed itself, so that nothing is left to do after the end of its execution. */
    public static boolean closedItself(RunRecord record) {
        return record.verdict().isPresent()
                && record.failure()
                        .filter(why -> List.of(ABORTED, ABANDONED)
                                .contains(why.problem().code()))
                        .isEmpty();
    }

    /**
     * Whether the run had begun its way back and left it where another run may go on without asking anybody: it was cut off,
     * or it had come to the state that its definition enters only once the source may be live, or nobody could say whether
     * the target stands still. What it ended at before that by itself, for the target would not stop, is for people to decide
     * on.
     */
    public static boolean leftReturning(RunRecord record) {
        return record.returning().isPresent()
                && (!closedItself(record)
                        || record.states().stream()
                                .anyMatch(state -> state.name().equals("ReturnToSource")
                                        || (state.name().equals("ProveStopped")
                                                && state.outcome().equals("FAILED"))));
    }

    private List<StateRecord> states(RunRecord record) {
        return gateways.executions().states(record.executionArn());
    }
}
