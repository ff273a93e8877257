package dev.landfall.run;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.landfall.gateway.Executions.StateRecord;
import dev.landfall.model.DeploymentName;
import dev.landfall.model.RunLayout;
import dev.landfall.model.failure.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code runs/<run-id>/run.json}: what a run is and what became of it.
 *
 * @param planDigest of configuration and Landfall's version; a rehearsal counts for a cutover of the same digest only
 * @param requestedBy mail address of whoever asked for a cutover
 * @param notes what a reader should know, such as a lock that was taken over
 * @param ended empty while the run goes on
 * @param failure the first failure, where there was one
 * @param states entered by the execution; filled in when the run ends
 * @param dnsSwitched when the production record was about to be changed; stays when it is changed back
 * @param dnsReturned when the production record was put back by the run itself
 * @param live true for a cutover that ended with the domain on the target
 * @param rolledBackBy the rollback that took this cutover back
 * @param cutoverRunId for a rollback, the cutover that it takes back
 * @param discards a cutover that took itself back, whose users' writes on the target a person gave up with this run
 * @param returning when the run began to take the target back, which from then on nobody is asked about again
 * @param continues for a return that Landfall started by itself, the run that decided on the way back and did not end it
 */
public record RunRecord(
        String runId,
        String executionArn,
        RunMode mode,
        String planDigest,
        String strategy,
        String storage,
        Optional<String> requestedBy,
        Instant started,
        Optional<Instant> ended,
        Optional<Verdict> verdict,
        Optional<FailedState> failure,
        List<String> notes,
        List<StateRecord> states,
        Optional<Instant> dnsSwitched,
        Optional<Instant> dnsReturned,
        boolean live,
        Optional<String> rolledBackBy,
        Optional<String> cutoverRunId,
        Optional<String> discards,
        Optional<Instant> returning,
        Optional<String> continues) {

    /** The state that failed, and why. */
    public record FailedState(String state, String error, Problem problem) {

        /** In the form in which a report takes it. */
        public Failure told() {
            return new Failure(state, error, problem.text());
        }
    }

    public RunRecord {
        notes = List.copyOf(notes);
        states = List.copyOf(states);
    }

    /** The cutover that this rollback takes back; {@code RUN_NO_ROLLBACK} for any other run. */
    public String takesBack() {
        return cutoverRunId.orElseThrow(() -> Problem.operator(
                        "RUN_NO_ROLLBACK",
                        "The run " + runId + " is a " + mode.word() + ", so there is no cutover that it takes back.",
                        "Start " + DeploymentName.here().named("rollback") + "; its states are for its own runs only.")
                .asException());
    }

    /** {@code RUN_NAME_TAKEN} where the record is of another execution: each machine has its own names. */
    public void checkIsOf(String execution) {
        if (!executionArn.equals(execution)) {
            throw Problem.operator(
                            "RUN_NAME_TAKEN",
                            "There is a run " + runId + " already, of another execution.",
                            "Start the execution under another name.")
                    .asException();
        }
    }

    public static String key(String runId) {
        return new RunLayout(runId).run();
    }

    /** A run that has just begun. */
    public static RunRecord opened(
            String runId,
            String executionArn,
            RunMode mode,
            String planDigest,
            String strategy,
            String storage,
            Optional<String> requestedBy,
            Instant started,
            Optional<String> cutoverRunId) {
        return new RunRecord(
                runId,
                executionArn,
                mode,
                planDigest,
                strategy,
                storage,
                requestedBy,
                started,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                cutoverRunId,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** Whether both sides work in one database, so that nothing is copied. */
    @JsonIgnore
    public boolean sharesDatabase() {
        return strategy.equals(Configuration.SHARED);
    }

    /** Whether this run lets pods of the target start; a rehearsal never lets them at a database that is live. */
    @JsonIgnore
    public boolean wakesTarget() {
        return mode == RunMode.CUTOVER || !sharesDatabase();
    }

    /** How long the run took; empty while it goes on. */
    @JsonIgnore
    public Optional<Duration> duration() {
        return ended.map(end -> Duration.between(started, end));
    }

    @JsonIgnore
    public boolean isPassed(RunMode wanted) {
        return mode == wanted && verdict.filter(Verdict.PASSED::equals).isPresent();
    }

    /** Whether the domain was put on the target by this run and nothing has put it back since. */
    @JsonIgnore
    public boolean canBeRolledBack() {
        return mode == RunMode.CUTOVER && dnsSwitched.isPresent() && dnsReturned.isEmpty() && rolledBackBy.isEmpty();
    }

    public RunRecord withNote(String note) {
        if (notes.contains(note)) {
            return this;
        }
        var more = new ArrayList<>(notes);
        more.add(note);
        return with(ended, verdict, failure, more, states, dnsSwitched, dnsReturned, live, rolledBackBy);
    }

    /** As it is opened. */
    public RunRecord discarding(Optional<String> cutover) {
        return with(cutover, returning, continues);
    }

    /** As it is opened. */
    public RunRecord continuing(Optional<String> cutOff) {
        return with(discards, cutOff.map(run -> started), cutOff);
    }

    public RunRecord withReturning(Instant at) {
        return with(discards, Optional.of(at), continues);
    }

    private RunRecord with(
            Optional<String> newDiscards, Optional<Instant> newReturning, Optional<String> newContinues) {
        return new RunRecord(
                runId,
                executionArn,
                mode,
                planDigest,
                strategy,
                storage,
                requestedBy,
                started,
                ended,
                verdict,
                failure,
                notes,
                states,
                dnsSwitched,
                dnsReturned,
                live,
                rolledBackBy,
                cutoverRunId,
                newDiscards,
                newReturning,
                newContinues);
    }

    public RunRecord withDnsSwitched(Instant at) {
        return with(ended, verdict, failure, notes, states, Optional.of(at), Optional.empty(), live, rolledBackBy);
    }

    public RunRecord withDnsReturned(Instant at) {
        return with(ended, verdict, failure, notes, states, dnsSwitched, Optional.of(at), live, rolledBackBy);
    }

    public RunRecord withRolledBackBy(String rollbackRunId) {
        return with(
                ended, verdict, failure, notes, states, dnsSwitched, dnsReturned, false, Optional.of(rollbackRunId));
    }

    /** The run at its end. */
    public RunRecord closed(Instant at, Verdict result, Optional<FailedState> why, List<StateRecord> entered) {
        return with(
                Optional.of(at),
                Optional.of(result),
                why,
                notes,
                entered,
                dnsSwitched,
                dnsReturned,
                canBeRolledBack(),
                rolledBackBy);
    }

    private RunRecord with(
            Optional<Instant> newEnded,
            Optional<Verdict> newVerdict,
            Optional<FailedState> newFailure,
            List<String> newNotes,
            List<StateRecord> newStates,
            Optional<Instant> newSwitched,
            Optional<Instant> newReturned,
            boolean newLive,
            Optional<String> newRolledBackBy) {
        return new RunRecord(
                runId,
                executionArn,
                mode,
                planDigest,
                strategy,
                storage,
                requestedBy,
                started,
                newEnded,
                newVerdict,
                newFailure,
                newNotes,
                newStates,
                newSwitched,
                newReturned,
                newLive,
                newRolledBackBy,
                cutoverRunId,
                discards,
                returning,
                continues);
    }
}
