package dev.landfall.run;

import dev.landfall.model.failure.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A cutover needs a passed rehearsal of the same plan that is not too old.
 *
 * @param planDigest of the plan that the cutover freezes
 * @param planStands whether a rehearsal's frozen plan is still the one that its record names
 * @param recordAltered why a rehearsal's record is not what its execution answered, as the end of a sentence
 */
public record RehearsalRule(
        String planDigest,
        Duration validFor,
        Instant now,
        Predicate<RunRecord> planStands,
        Function<RunRecord, Optional<String>> recordAltered) {

    private static final int SHOWN = 5;

    /** The problem {@code NO_REHEARSAL}, which says of each rehearsal why it does not count; empty where one does. */
    public Optional<Problem> refusal(EarlierRuns earlier) {
        if (earlier.rehearsals().stream().anyMatch(run -> whyNot(run).isEmpty())) {
            return Optional.empty();
        }
        var newest = earlier.rehearsals().stream()
                .limit(SHOWN)
                .map(run -> run.runId() + " " + whyNot(run).orElseThrow())
                .collect(Collectors.joining("; "));
        return Optional.of(Problem.operator(
                "NO_REHEARSAL",
                newest.isEmpty()
                        ? "There was no rehearsal yet."
                        : "No rehearsal counts for this cutover: " + newest + ".",
                "Rehearse this very plan until it passes, then cut over within " + text(validFor) + "."));
    }

    private Optional<String> whyNot(RunRecord run) {
        if (!run.isPassed(RunMode.REHEARSAL)) {
            return Optional.of(run.ended().isPresent() ? "did not pass" : "did not end");
        }
        if (!run.planDigest().equals(planDigest)) {
            return Optional.of("was of another plan: landfall.json or Landfall's version has changed since");
        }
        if (!planStands.test(run)) {
            return Optional.of("has no longer the plan that it rehearsed: its frozen-plan.json was altered or removed");
        }
        if (run.ended().filter(end -> end.plus(validFor).isAfter(now)).isEmpty()) {
            return Optional.of("is older than " + text(validFor));
        }
        return recordAltered.apply(run);
    }

    private static String text(Duration duration) {
        return duration.toDays() > 0 && duration.equals(Duration.ofDays(duration.toDays()))
                ? duration.toDays() + " days"
                : duration.toString().substring(2).toLowerCase(java.util.Locale.ROOT);
    }
}
