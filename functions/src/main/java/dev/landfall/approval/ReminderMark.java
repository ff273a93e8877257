package dev.landfall.approval;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** When those are reminded who have not answered. */
public enum ReminderMark {
    HALF("half", 5),
    /** Here somebody else is told, too. */
    FOUR_FIFTHS("four-fifths", 8);

    private static final int PARTS = 10;

    private final String word;
    private final int parts;

    ReminderMark(String word, int parts) {
        this.word = word;
        this.parts = parts;
    }

    String word() {
        return word;
    }

    /** The last one that is over; empty before the first, and once the gate is closed. */
    static Optional<ReminderMark> at(Gate gate, Instant now) {
        if (!now.isBefore(gate.expires())) {
            return Optional.empty();
        }
        var whole = Duration.between(gate.opened(), gate.expires());
        return Stream.of(values())
                .filter(mark -> !now.isBefore(
                        gate.opened().plus(whole.multipliedBy(mark.parts).dividedBy(PARTS))))
                .reduce((_, later) -> later);
    }
}
