package dev.landfall.approval;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What lies ahead, in sentences with figures; what is unknown is said to be. */
record OutlookText(Gate gate, Instant now) {

    /** About users, the window and the rest, for as long as the gate is open. */
    List<String> lines() {
        return Stream.of(lockedOut(), Optional.of(rest()))
                .flatMap(Optional::stream)
                .toList();
    }

    /** Each step with its time, for a mail. */
    List<String> steps() {
        return gate.outlook().steps().stream()
                .map(step -> step.what() + " (" + step.state() + ", " + time(step) + ")")
                .toList();
    }

    static String time(Outlook.Step step) {
        return step.rehearsed()
                .map(time -> Figures.duration(time) + " in the rehearsal")
                .orElse("time unknown");
    }

    private Optional<String> lockedOut() {
        return gate.outlook().lockedOut().map(since -> {
            var lasted = Duration.between(since, now);
            return "Users are locked out since " + Figures.moment(since) + ", for " + Figures.duration(lasted)
                    + gate.outlook()
                            .window()
                            .map(window -> " of a window of " + Figures.duration(window) + ": "
                                    + (lasted.compareTo(window) > 0
                                            ? "THE WINDOW IS OVER by " + Figures.duration(lasted.minus(window)) + "."
                                            : Figures.duration(window.minus(lasted)) + " are left."))
                            .orElse("; no window is configured.");
        });
    }

    private String rest() {
        var outlook = gate.outlook();
        if (outlook.rehearsal().isEmpty()) {
            return "How long the rest takes is unknown: no rehearsal of this plan has passed.";
        }
        var until = gate.kind() == GateKind.FREEZE ? "Until the go-live gate: " : "The rest: ";
        return until + Figures.duration(outlook.known()) + " by the rehearsal "
                + outlook.rehearsal().get()
                + (outlook.unknown().isEmpty()
                        ? "."
                        : ", and what no rehearsal measures: " + String.join(", ", outlook.unknown()) + ".");
    }
}
