package dev.landfall.rollback;

import dev.landfall.fence.TargetFencing;
import dev.landfall.freeze.ReturnedSource;
import dev.landfall.freeze.StandingFreeze;
import dev.landfall.gateway.Gateways;
import dev.landfall.gateway.SourceCluster;
import dev.landfall.model.RunName;
import dev.landfall.model.failure.LandfallException;
import dev.landfall.model.failure.Problem;
import dev.landfall.run.EarlierRuns;
import dev.landfall.run.ExecutionInput;
import dev.landfall.run.FrozenPlan;
import dev.landfall.run.RunFiles;
import dev.landfall.run.RunLock;
import dev.landfall.run.RunMode;
import dev.landfall.run.RunOpening.Execution;
import dev.landfall.run.RunRecord;
import java.util.Optional;
import java.util.stream.Stream;

/** How a rollback begins: the cutover to take back is found, the lock taken, the plan frozen, the record written. */
public final class RollbackOpening {

    private final RunFiles files;
    private final Gateways gateways;

    public RollbackOpening(Gateways gateways) {
        this.files = new RunFiles(gateways.runStore());
        this.gateways = gateways;
    }

    /**
     * The facts that the other states work with.
     *
     * @param switched whether the cutover was about to move the domain, so that users may have written on the target
     * @param gated whether people are asked first
     */
    public record Opened(
            String runId,
            String mode,
            String cutoverRunId,
            String planDigest,
            FrozenPlan plan,
            String strategy,
            boolean switched,
            boolean gated,
            long gateSeconds) {}

    public Opened open(Execution execution) {
        var input = ExecutionInput.ofRollback(execution.input());
        RunName.check(execution.runId());
        var lock = new RunLock(files, gateways.executions());
        var note = lock.take(new RunLock.Holder(
                execution.runId(), execution.executionArn(), execution.startedAt(), RunMode.ROLLBACK));
        try {
            return record(execution, input, note);
        } catch (LandfallException e) {
            lock.release(execution.executionArn());
            throw e;
        }
    }

    private Opened record(Execution execution, ExecutionInput input, Optional<String> note) {
        var present = files.read(RunRecord.key(execution.runId()), RunRecord.class);
        present.ifPresent(run -> run.checkIsOf(execution.executionArn()));
        if (present.isEmpty()) {
            var cutover = cutover(input.returns());
            var wanted = RollbackPlan.of(files, cutover);
            var plan = FrozenPlan.now(execution.runId(), wanted.configuration());
            checkSourceStands(gateways.boundTo(plan.tree()).source());
            plan.freeze(files);
            var opened = RunRecord.opened(
                            execution.runId(),
                            execution.executionArn(),
                            RunMode.ROLLBACK,
                            plan.digest(),
                            cutover.strategy(),
                            cutover.storage(),
                            input.requestedBy(),
                            execution.startedAt(),
                            Optional.of(cutover.runId()))
                    .continuing(input.returns().flatMap(returned -> CutOffReturn.of(files, cutover)));
            files.writeIfAbsent(
                    RunRecord.key(execution.runId()),
                    Stream.concat(note.stream(), wanted.notes().stream())
                            .reduce(opened, RunRecord::withNote, (one, other) -> other));
        }
        var record = files.run(execution.runId());
        record.checkIsOf(execution.executionArn());
        var plan = FrozenPlan.sealed(files, record.runId(), record.planDigest());
        return new Opened(
                record.runId(),
                record.mode().word(),
                record.takesBack(),
                plan.digest(),
                plan,
                record.strategy(),
                files.run(record.takesBack()).dnsSwitched().isPresent(),
                RollbackGate.isOpened(gateways, files, record.runId()),
                plan.configuration().gateExpiry().toSeconds());
    }

    /** {@code returns}: of Landfall's own return, the one run that it may give back. */
    private RunRecord cutover(Optional<String> returns) {
        var cutover = EarlierRuns.in(files).runs().stream()
                .filter(this::isToRollBack)
                // Where users were on the target, people decide what is given up, unless they or the cutover did.
                .filter(run -> returns.isEmpty()
                        || (run.runId().equals(returns.get())
                                && (run.dnsSwitched().isEmpty()
                                        || CutOffReturn.of(files, run).isPresent())))
                .findFirst()
                .orElseThrow(() -> Problem.operator(
                                "NOTHING_TO_ROLL_BACK",
                                "No cutover has put the domain on the target or left the source frozen, or the last one was taken back already.",
                                "There is nothing to do; ./landfall status shows the runs.")
                        .asException());
        if (StandingFreeze.of(files, cutover.runId()).isEmpty()
                && ReturnedSource.of(files, cutover.runId()).isEmpty()) {
            throw Problem.operator(
                            "SOURCE_COUNTS_LOST",
                            "The cutover " + cutover.runId() + " left no saved counts of the source.",
                            "Scale the source's services by hand, then point the domain back.")
                    .asException();
        }
        return cutover;
    }

    /**
     * A cutover that was aborted after its freeze is taken back too, though users never were on the target; and one whose
     * target could not be stopped, to stop it.
     */
    private boolean isToRollBack(RunRecord run) {
        return run.canBeRolledBack()
                || (run.mode() == RunMode.CUTOVER
                        && run.rolledBackBy().isEmpty()
                        && (StandingFreeze.of(files, run.runId()).isPresent()
                                || TargetFencing.standsFor(files)
                                        .filter(run.runId()::equals)
                                        .isPresent()));
    }

    /** A service that was removed in the meantime is a {@code SOURCE_SERVICE_MISSING} problem of the gateway's own. */
    private static void checkSourceStands(SourceCluster source) {
        if (source.services().isEmpty()) {
            throw Problem.operator(
                            "SOURCE_GONE",
                            "The source cluster " + source.name() + " has none of the configured services.",
                            "Nothing is left to go back to.")
                    .asException();
        }
    }
}
