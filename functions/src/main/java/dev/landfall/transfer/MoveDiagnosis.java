package dev.landfall.transfer;

import dev.landfall.gateway.JobState;
import dev.landfall.gateway.MoverTask;
import dev.landfall.model.failure.Problem;
import dev.landfall.model.transfer.DumpFailure;
import dev.landfall.run.Failure;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Why one database's move failed, of everything that is known. A restore that stops because its dump failed, and a
 * heartbeat that is lost because its task never started, are consequences; the reason comes first.
 *
 * @param failure as the state machine saw it
 * @param dumpFailure as the dump left it for the restore
 */
public record MoveDiagnosis(
        Failure failure, Optional<DumpFailure> dumpFailure, List<MoverTask> tasks, List<JobState> jobs) {

    /** How the reason begins with which a task is stopped here: that it ended so is no reason of its own. */
    static final String STOPPED = "The move failed: ";

    /** The root cause. */
    public Problem problem() {
        var seen = failure.problem();
        if (isConsequence(seen)) {
            return dump().or(this::taskReason).or(this::jobReason).orElse(seen);
        }
        return seen;
    }

    /**
     * What failed here by itself, as others of the run did; empty where nothing did, where a later try goes on, or where
     * it was stopped.
     */
    public Optional<Problem> own() {
        var goesOn = tasks.stream().anyMatch(task -> !task.lastStatus().equals("STOPPED") || ended(task.exitCode()));
        var failed = jobs.stream()
                .filter(job -> job.phase() == JobState.Phase.FAILED)
                .toList();
        return dump().or(() -> goesOn ? Optional.empty() : taskReason())
                .or(new MoveDiagnosis(failure, dumpFailure, tasks, failed)::jobReason)
                .filter(found -> !isConsequence(found));
    }

    private Optional<Problem> dump() {
        return dumpFailure.flatMap(left -> Problem.parse(left.text()));
    }

    /** The mover names its own reason; where the machine's failure holds none, or the dump's, others know better. */
    private static boolean isConsequence(Problem problem) {
        return switch (problem.code()) {
            case "DUMP_FAILED",
                    "DUMP_REPLACED",
                    "NO_PROGRESS",
                    "TASK_ABANDONED",
                    "HEARTBEAT_LOST",
                    "STATE_TIMED_OUT",
                    "STATE_FAILED" -> true;
            default -> false;
        };
    }

    private Optional<Problem> taskReason() {
        return tasks.stream()
                .filter(task -> task.lastStatus().equals("STOPPED") && !ended(task.exitCode()) && !isStopped(task))
                .map(task -> Problem.operator(
                        "DUMP_TASK_STOPPED",
                        "ECS stopped the dump's task: " + sentence(task.stoppedReason(), task.exitCode()),
                        "Mend what ECS names: image, network, memory or role; then start again."))
                .findFirst();
    }

    private Optional<Problem> jobReason() {
        return jobs.stream().flatMap(job -> JobFailure.of(job).stream()).findFirst();
    }

    private static boolean isStopped(MoverTask task) {
        return task.stoppedReason().filter(reason -> reason.startsWith(STOPPED)).isPresent();
    }

    private static boolean ended(Optional<Integer> exitCode) {
        return exitCode.filter(code -> code == 0).isPresent();
    }

    private static String sentence(Optional<String> reason, Optional<Integer> exitCode) {
        var words = Stream.concat(reason.stream(), exitCode.map(code -> "exit code " + code).stream())
                .toList();
        return words.isEmpty() ? "no reason given." : String.join(", ", words) + ".";
    }
}
