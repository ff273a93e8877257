package dev.landfall.approval;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The small picture of what lies ahead: one bar whose parts are as long as they took, in the order of the steps beside it.
 * Unknown times are parts of one length, and look unknown.
 */
record Timeline(List<Part> parts, String words) {

    private static final double WIDTH = 320;
    private static final double UNKNOWN = 14;
    private static final double LEAST = 3;
    private static final double ROOM_FOR_A_NUMBER = 10;

    /**
     * One part of the bar.
     *
     * @param kind {@code past}, {@code known} or {@code unknown}
     * @param number of the step; empty where it has no room
     */
    public record Part(String kind, String x, String width, String middle, String number) {}

    Timeline {
        parts = List.copyOf(parts);
    }

    static Timeline of(Gate gate, Instant now) {
        var outlook = gate.outlook();
        var past =
                outlook.lockedOut().map(since -> Duration.between(since, now)).orElse(Duration.ZERO);
        var whole = past.plus(outlook.known()).toMillis();
        var room = WIDTH
                - UNKNOWN * outlook.unknown().size()
                - LEAST * outlook.steps().size();
        var parts = new ArrayList<Part>();
        double at = 0;
        if (!past.isZero()) {
            var width = room * past.toMillis() / Math.max(1, whole);
            parts.add(part("past", at, width, ""));
            at += width;
        }
        var number = 0;
        for (var step : outlook.steps()) {
            number++;
            var width = LEAST
                    + step.rehearsed()
                            .map(time -> room * time.toMillis() / Math.max(1, whole))
                            .orElse(UNKNOWN);
            parts.add(part(step.rehearsed().isPresent() ? "known" : "unknown", at, width, String.valueOf(number)));
            at += width;
        }
        return new Timeline(
                parts,
                "A bar of " + outlook.steps().size() + " steps"
                        + (past.isZero() ? "" : " after " + Figures.duration(past) + " in which users were locked out")
                        + ", as long as they took in the rehearsal; "
                        + outlook.unknown().size() + " of them are of unknown length.");
    }

    private static Part part(String kind, double x, double width, String number) {
        return new Part(
                kind,
                figure(x),
                figure(Math.max(1, width - 1)),
                figure(x + width / 2),
                width < ROOM_FOR_A_NUMBER ? "" : number);
    }

    private static String figure(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
