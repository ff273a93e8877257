package dev.landfall.approval;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What lies ahead once a gate is approved, as it was known when the gate was opened.
 *
 * @param rehearsal run id of the last rehearsal of this plan that passed; its times are those of the steps
 * @param steps in order
 * @param lockedOut since when users are locked out; empty while they work
 * @param window how long they may be
 */
public record Outlook(
        Optional<String> rehearsal, List<Step> steps, Optional<Instant> lockedOut, Optional<Duration> window) {

    /**
     * One step of the run.
     *
     * @param state its states' names
     * @param what happens there, in a sentence
     * @param rehearsed how long it took; empty where a rehearsal does not do it, or where no rehearsal is known
     */
    public record Step(String state, String what, Optional<Duration> rehearsed) {

        private String text() {
            return state + ": " + what + " " + rehearsed.map(Duration::toString).orElse("unknown");
        }
    }

    public Outlook {
        steps = List.copyOf(steps);
    }

    /** Nothing is known. */
    static Outlook none() {
        return new Outlook(Optional.empty(), List.of(), Optional.empty(), Optional.empty());
    }

    /** What of it a seal covers: all of it. */
    List<String> terms() {
        return Stream.of(
                        Stream.of(
                                rehearsal.orElse("none"),
                                lockedOut.map(Instant::toString).orElse("none"),
                                window.map(Duration::toString).orElse("none")),
                        steps.stream().map(Step::text))
                .flatMap(texts -> texts)
                .toList();
    }

    /** Of the steps whose time is known. */
    Duration known() {
        return steps.stream().flatMap(step -> step.rehearsed().stream()).reduce(Duration.ZERO, Duration::plus);
    }

    List<String> unknown() {
        return steps.stream()
                .filter(step -> step.rehearsed().isEmpty())
                .map(Step::state)
                .toList();
    }
}
