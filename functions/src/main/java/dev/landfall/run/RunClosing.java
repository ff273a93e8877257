package dev.landfall.run;

import dev.landfall.gateway.Executions.StateRecord;
import dev.landfall.gateway.Gateways;
import dev.landfall.model.failure.Problem;
import java.util.List;
import java.util.Optional;

/** How a run ends: verdict and states written, lock released. */
public final class RunClosing {

    private final RunFiles files;
    private final Gateways gateways;

    public RunClosing(Gateways gateways) {
        this.files = new RunFiles(gateways.runStore());
        this.gateways = gateways;
    }

    /** The verdict of a run whose execution has come to its end; a verdict once written stays. */
    public RunRecord close(String runId, Optional<Failure> failure) {
        var record = files.run(runId);
        if (record.verdict().isEmpty()) {
            var failed = failure.map(why -> new RunRecord.FailedState(why.state(), why.error(), why.problem()));
            record = record.closed(
                    gateways.clock().instant(),
                    failed.isPresent() ? Verdict.FAILED : Verdict.PASSED,
                    failed,
                    states(record));
            files.write(record);
        }
        if (record.verdict().filter(Verdict.PASSED::equals).isPresent()) {
            record.cutoverRunId()
                    .ifPresent(cutover -> files.write(files.run(cutover).withRolledBackBy(runId)));
        }
        new RunLock(files, gateways.executions()).release(runId);
        return record;
    }

    /**
     * The verdict of a run whose execution ended without CloseRun.
     *
     * @param status {@code ABORTED}, {@code TIMED_OUT} or {@code FAILED}
     * @return empty where no such run was ever opened
     */
    public Optional<RunRecord> abandon(String runId, String status) {
        var record = files.read(RunRecord.key(runId), RunRecord.class);
        if (record.isEmpty()) {
            new RunLock(files, gateways.executions()).release(runId);
            return Optional.empty();
        }
        var entered = states(record.get());
        var last = entered.isEmpty() ? "OpenRun" : entered.getLast().name();
        var problem = Problem.operator(
                status.equals("ABORTED") ? "RUN_ABORTED" : "RUN_ABANDONED",
                "The execution ended " + status + " in the state " + last + ".",
                "Read docs/what-if.md for what is true after that state; the lock is released.");
        return Optional.of(close(runId, Optional.of(new Failure(last, status, problem.text()))));
    }

    private List<StateRecord> states(RunRecord record) {
        return gateways.executions().states(record.executionArn());
    }
}
