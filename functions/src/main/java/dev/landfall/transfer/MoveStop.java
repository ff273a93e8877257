package dev.landfall.transfer;

import dev.landfall.capture.Capture;
import dev.landfall.gateway.Change;
import dev.landfall.gateway.Gateways;
import dev.landfall.gateway.JobState;
import dev.landfall.gateway.MoverTask;
import dev.landfall.model.RunLayout;
import dev.landfall.model.transfer.DumpFailure;
import dev.landfall.run.Failure;
import dev.landfall.run.RunFiles;
import java.util.ArrayList;
import java.util.List;

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
        var stopped = new ArrayList<String>();
        var capture = new RunFiles(gateways.runStore()).read(Capture.key(runId), Capture.class);
        for (var database : capture.map(Capture::databases).orElse(List.of())) {
            var stop = new MoveStop(gateways, runId, database.name());
            stopped.addAll(stop.stop(
                    gateways.source().moverTasks(runId + "/" + database.name()),
                    gateways.target().jobs(MoverJobs.labels(runId, database.name())),
                    "RUN_ABANDONED"));
        }
        return List.copyOf(stopped);
    }

    public Diagnosed diagnose(Failure failure) {
        var tasks = gateways.source().moverTasks(runId + "/" + database);
        var jobs = gateways.target().jobs(MoverJobs.labels(runId, database));
        var left = new RunFiles(gateways.runStore())
                .read(new RunLayout(runId).database(database).dumpFailure(), DumpFailure.class);
        var problem = new MoveDiagnosis(failure, left, tasks, jobs).problem();
        return new Diagnosed(problem.code(), problem.text(), stop(tasks, jobs, problem.code()));
    }

    private List<String> stop(List<MoverTask> tasks, List<JobState> jobs, String code) {
        var stopped = new ArrayList<String>();
        for (var task : tasks) {
            if (!task.lastStatus().equals("STOPPED")
                    && gateways.source().stopMoverTask(task.arn(), "The move failed: " + code) != Change.UNCHANGED) {
                stopped.add(task.arn());
            }
        }
        for (var job : jobs) {
            boolean works = job.phase() == JobState.Phase.PENDING || job.phase() == JobState.Phase.RUNNING;
            if (works && gateways.target().deleteJob(job.name()) != Change.UNCHANGED) {
                stopped.add(job.name());
            }
        }
        return List.copyOf(stopped);
    }
}
