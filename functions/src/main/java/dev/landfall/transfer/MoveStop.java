package dev.landfall.transfer;

import dev.landfall.capture.Capture;
import dev.landfall.capture.Capture.CapturedDatabase;
import dev.landfall.gateway.Change;
import dev.landfall.gateway.Gateways;
import dev.landfall.gateway.JobState;
import dev.landfall.gateway.MoverTask;
import dev.landfall.model.RunLayout;
import dev.landfall.model.failure.Problem;
import dev.landfall.model.transfer.DumpFailure;
import dev.landfall.run.Failure;
import dev.landfall.run.RunFiles;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the reason of a failed move and stops what still works for it: Step Functions leaves the sibling running. */
public record MoveStop(Gateways gateways, String runId, String database) {

    /**
     * The root cause and what was stopped.
     *
     * @param error the problem's code
     * @param cause the problem's text
     * @param stopped ARNs of tasks and names of Jobs
     */
    public record Diagnosed(String error, String cause, List<String> stopped) {}

    /**
     * Stops everything that still works for a run whose execution is over, so that the next run does not find a second
     * mover in its database.
     *
     * @return ARNs of tasks and names of Jobs
     */
    public static List<String> stopRun(Gateways gateways, String runId) {
        return stopRun(gateways, runId, "RUN_ABANDONED", (move, tasks, jobs) -> {});
    }

    /** Is shown what worked for one database, before it is stopped. */
    private interface Look {
        void at(MoveStop move, List<MoverTask> tasks, List<JobState> jobs);
    }

    /** Tasks first: a cluster that does not answer keeps none of them. */
    private static List<String> stopRun(Gateways gateways, String runId, String code, Look look) {
        var stopped = new ArrayList<String>();
        var found = new LinkedHashMap<MoveStop, List<MoverTask>>();
        for (var move : movers(gateways, runId)) {
            var tasks = move.tasks();
            found.put(move, tasks);
            stopped.addAll(move.stop(tasks, List.of(), code));
        }
        found.forEach((move, tasks) -> {
            var jobs = move.jobs();
            look.at(move, tasks, jobs);
            stopped.addAll(move.stop(List.of(), jobs, code));
        });
        return List.copyOf(stopped);
    }

    private static List<MoveStop> movers(Gateways gateways, String runId) {
        // Without a capture no mover of one database was started; a rollback has none, and works with all at once.
        var capture = new RunFiles(gateways.runStore()).read(Capture.key(runId), Capture.class);
        return Stream.concat(
                        capture.map(Capture::databases).stream()
                                .flatMap(databases -> databases.stream().map(CapturedDatabase::name)),
                        MoverJobs.WITHOUT_ONE.stream())
                .map(name -> new MoveStop(gateways, runId, name))
                .toList();
    }

    /**
     * After the work for one database failed and that for the others was cut off, in the middle of its diagnosis too:
     * stops it, and tells what failed there by itself.
     */
    public static Diagnosed stopAll(Gateways gateways, String runId, Failure failure) {
        var seen = failure.problem();
        var also = new StringBuilder();
        var stopped = stopRun(
                gateways,
                runId,
                seen.code(),
                (move, tasks, jobs) -> new MoveDiagnosis(failure, move.dumpFailure(), tasks, jobs)
                        .own()
                        .filter(reason -> !seen.text().contains(reason.seen()))
                        .map(reason -> " Also " + move.database() + ": " + reason.code() + ": " + reason.seen())
                        .ifPresent(also::append));
        var told = new Problem(seen.code(), seen.category(), seen.seen() + also, seen.remedy());
        return new Diagnosed(told.code(), told.text(), stopped);
    }

    private Optional<DumpFailure> dumpFailure() {
        return new RunFiles(gateways.runStore())
                .read(new RunLayout(runId).database(database).dumpFailure(), DumpFailure.class);
    }

    private List<MoverTask> tasks() {
        return gateways.source().moverTasks(StartedBy.of(runId, database));
    }

    private List<JobState> jobs() {
        return gateways.target().jobs(MoverJobs.labels(runId, database));
    }

    public Diagnosed diagnose(Failure failure) {
        var tasks = tasks();
        var jobs = jobs();
        var problem = new MoveDiagnosis(failure, dumpFailure(), tasks, jobs).problem();
        return new Diagnosed(problem.code(), problem.text(), stop(tasks, jobs, problem.code()));
    }

    private List<String> stop(List<MoverTask> tasks, List<JobState> jobs, String code) {
        var stopped = new ArrayList<String>();
        for (var task : tasks) {
            if (!task.lastStatus().equals("STOPPED")
                    && gateways.source().stopMoverTask(task.arn(), MoveDiagnosis.STOPPED + code) != Change.UNCHANGED) {
                stopped.add(task.arn());
            }
        }
        stopped.addAll(new JobStop(gateways.target()).stop(jobs));
        return List.copyOf(stopped);
    }
}
