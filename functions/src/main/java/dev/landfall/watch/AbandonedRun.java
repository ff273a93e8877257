package dev.landfall.watch;

import dev.landfall.freeze.Standing;
import dev.landfall.gateway.Gateways;
import dev.landfall.model.failure.LandfallException;
import dev.landfall.report.Report;
import dev.landfall.report.ReportWriting;
import dev.landfall.run.FrozenPlan;
import dev.landfall.run.RunClosing;
import dev.landfall.run.RunFiles;
import dev.landfall.run.RunLock;
import dev.landfall.run.RunMode;
import dev.landfall.run.RunRecord;
import dev.landfall.standing.Situation;
import dev.landfall.transfer.MoveStop;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is done for a run whose execution failed or ended without CloseRun. Each step can be made again. */
public final class AbandonedRun {

    private final Gateways gateways;
    private final RunFiles files;
    private final EndedExecution ended;

    public AbandonedRun(Gateways gateways, EndedExecution ended) {
        this.gateways = gateways;
        this.files = new RunFiles(gateways.runStore());
        this.ended = ended;
    }

    /**
     * What was done.
     *
     * @param closed false where there was nothing to do
     * @param returning the execution that gives the source back, where one was started
     */
    public record Done(boolean closed, Optional<String> returning) {

        static final Done NOTHING = new Done(false, Optional.empty());
    }

    /** Looks at the record first: a name says nothing, for each machine has its own. */
    public Done close() {
        if (!ended.isOver(gateways.executions())) {
            return Done.NOTHING;
        }
        var record = files.read(RunRecord.key(ended.runId()), RunRecord.class)
                .filter(run -> run.executionArn().equals(ended.executionArn()));
        if (record.isEmpty()) {
            new RunLock(files, gateways.executions()).release(ended.executionArn());
            return Done.NOTHING;
        }
        return RunClosing.closedItself(record.get()) ? closedItself(record.get()) : close(record.get());
    }

    /** One step that fails keeps none of the others back, and is told at the end. */
    private Done close(RunRecord run) {
        var steps = new Steps();
        var plan = FrozenPlan.standing(files, run);
        var bound = plan.map(known -> gateways.boundTo(known.tree())).orElse(gateways);
        var failure = new RunClosing(gateways).abandoned(run, ended.status());
        // First, for users wait. It takes over the lock of an execution that is over.
        var returning = new ArrayList<String>();
        steps.make(() ->
                new SourceGivenBack(files, gateways.executions()).start(run).ifPresent(returning::add));
        steps.make(() -> {
            // Before the lock is released: the next run must not find a second mover in its database.
            if (plan.isPresent()) {
                MoveStop.stopRun(bound, run.runId());
            } else {
                files.write(files.run(run.runId())
                        .withNote("What still works for this run was not stopped, because "
                                + FrozenPlan.key(run.runId())
                                + " was altered or removed: look for ECS tasks and Jobs of its name."));
            }
            new RunClosing(gateways).abandon(files.run(run.runId()), ended.status());
        });
        steps.make(() ->
                plan.ifPresent(known -> new ReportWriting(bound, known).write(run.runId(), Optional.of(failure))));
        steps.make(() -> new EndNotice(bound.notices(), files, gateways.clock())
                .announce(run.runId(), addresses(bound, plan), text(run, returning)));
        steps.end();
        return new Done(true, returning.stream().findFirst());
    }

    /**
     * It recorded its verdict and released its lock. Where it failed people are told, and what it could not do itself is done:
     * a report that is missing, a source that stands at 0 though users never left it.
     */
    private Done closedItself(RunRecord run) {
        var failure = run.failure();
        if (failure.isEmpty()) {
            return Done.NOTHING;
        }
        var steps = new Steps();
        var plan = FrozenPlan.standing(files, run);
        var bound = plan.map(known -> gateways.boundTo(known.tree())).orElse(gateways);
        var returning = new ArrayList<String>();
        steps.make(() ->
                new SourceGivenBack(files, gateways.executions()).start(run).ifPresent(returning::add));
        var without = files.store().read(Report.key(run.runId())).isEmpty();
        if (without) {
            steps.make(() -> plan.ifPresent(known ->
                    new ReportWriting(bound, known).write(run.runId(), failure.map(RunRecord.FailedState::told))));
        }
        if (run.mode() == RunMode.CUTOVER || run.mode() == RunMode.ROLLBACK) {
            steps.make(() -> new EndNotice(bound.notices(), files, gateways.clock())
                    .announce(run.runId(), addresses(bound, plan), failed(run, failure.get(), returning)));
        }
        steps.end();
        return new Done(without || !returning.isEmpty(), returning.stream().findFirst());
    }

    private String failed(RunRecord run, RunRecord.FailedState failure, List<String> returning) {
        var back = returning.isEmpty()
                ? ""
                : "\nLandfall tries once more to give the source back: the run " + returning.getFirst() + ".";
        return now(Situation.of(files)) + "\n\nThe " + run.mode().word() + " " + run.runId()
                + " failed in the state " + failure.state() + ": "
                + failure.problem().seen() + "\nWhat to do: "
                + failure.problem().remedy() + back + "\n";
    }

    /** Where nobody knows any more whom the run was to ask, everybody who gets mail. */
    private static List<String> addresses(Gateways bound, Optional<FrozenPlan> plan) {
        return plan.map(known -> known.configuration().approvals().addresses())
                .orElseGet(() -> bound.notices().confirmedAddresses());
    }

    private String text(RunRecord run, List<String> returning) {
        var now = Situation.of(files);
        var happened =
                "The " + run.mode().word() + " " + run.runId() + " ended " + ended.status() + " before its time.";
        if (!returning.isEmpty()) {
            return now(now) + "\n\n" + happened
                    + "\nLandfall gives the source back by itself: the run " + returning.getFirst()
                    + ". Its report says how that ended.\n";
        }
        return now(now) + "\n\n" + happened
                + (now.standing().live() == Standing.Side.SOURCE
                        ? "\nNothing was changed on the source, or it was given back.\n"
                        : "\n");
    }

    private static String now(Situation situation) {
        return String.join("\n", situation.lines());
    }

    /** Steps that are all tried. */
    private static final class Steps {

        private @Nullable LandfallException first;

        void make(Runnable step) {
            try {
                step.run();
            } catch (LandfallException e) {
                if (first == null) {
                    first = e;
                } else {
                    first.addSuppressed(e);
                }
            }
        }

        void end() {
            if (first != null) {
                throw first;
            }
        }
    }
}
