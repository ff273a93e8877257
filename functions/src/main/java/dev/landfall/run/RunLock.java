package dev.landfall.run;

import dev.landfall.gateway.Change;
import dev.landfall.gateway.Executions;
import dev.landfall.model.RunLayout;
import dev.landfall.model.failure.Problem;
import java.time.Instant;
import java.util.Optional;

/**
 * The lock that lets one run at a time work: {@code lock.json}. A lock whose execution is over is taken over; of several
 * runs that try that at once, one gets a claim below the dead run's folder and the others are refused.
 */
public record RunLock(RunFiles files, Executions executions) {

    /** Who holds the lock. */
    public record Holder(String runId, String executionArn, Instant since, RunMode mode) {}

    /** Who takes over from a run that is dead. */
    public record Claim(String runId, String executionArn) {}

    /**
     * Takes the lock, or throws {@code RUN_IN_PROGRESS}.
     *
     * @return a note for the run record, where the lock was taken over
     */
    public Optional<String> take(Holder wanted) {
        if (files.writeIfAbsent(RunLayout.LOCK, wanted) == Change.CREATED) {
            return Optional.empty();
        }
        var held = files.read(RunLayout.LOCK, Holder.class);
        if (held.isEmpty()) {
            throw Problem.retry(
                            "LOCK_JUST_RELEASED",
                            "The lock was released while it was asked for.",
                            "Nothing to do: it is tried again.")
                    .asException();
        }
        var holder = held.get();
        if (holder.executionArn().equals(wanted.executionArn())) {
            return Optional.empty();
        }
        var status = executions.status(holder.executionArn());
        if (isAlive(status)) {
            throw inProgress(holder, status);
        }
        claim(holder, wanted);
        files.store().delete(RunLayout.LOCK);
        if (files.writeIfAbsent(RunLayout.LOCK, wanted) == Change.UNCHANGED) {
            throw inProgress(files.require(RunLayout.LOCK, Holder.class), Optional.of("RUNNING"));
        }
        return Optional.of("The lock of run " + holder.runId() + " was taken over, because its execution is "
                + status.orElse("over") + ".");
    }

    private void claim(Holder dead, Holder wanted) {
        var key = new RunLayout(dead.runId()).file("lock-taken-over.json");
        var claim = new Claim(wanted.runId(), wanted.executionArn());
        if (files.writeIfAbsent(key, claim) == Change.CREATED) {
            return;
        }
        var other = files.require(key, Claim.class);
        var status = executions.status(other.executionArn());
        if (!other.equals(claim) && isAlive(status)) {
            throw inProgress(new Holder(other.runId(), other.executionArn(), wanted.since(), wanted.mode()), status);
        }
        files.write(key, claim);
    }

    /** An execution that nobody knows counts as alive: two runs at once do more harm than a lock too many. */
    private static boolean isAlive(Optional<String> status) {
        return status.isEmpty() || status.get().equals("RUNNING");
    }

    private static RuntimeException inProgress(Holder holder, Optional<String> status) {
        var seen = "The run " + holder.runId() + " holds the lock since " + holder.since();
        return Problem.operator(
                        "RUN_IN_PROGRESS",
                        status.isPresent()
                                ? seen + " and is still running."
                                : seen + ", and its execution is not known here, so it may still be running.",
                        status.isPresent()
                                ? "Wait for it to end, or stop that execution; then start again."
                                : "Make sure that no such execution runs, remove " + RunLayout.LOCK
                                        + " from the run store, and start again.")
                .asException();
    }

    /** Gives the lock back if that execution holds it; another's is left alone, also where it has the same name. */
    public Change release(String executionArn) {
        return files.read(RunLayout.LOCK, Holder.class)
                .filter(holder -> holder.executionArn().equals(executionArn))
                .map(holder -> files.store().delete(RunLayout.LOCK))
                .orElse(Change.UNCHANGED);
    }
}
