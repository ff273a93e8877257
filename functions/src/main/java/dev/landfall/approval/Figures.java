package dev.landfall.approval;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Figures as people read them. */
public final class Figures {

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB"};

    private Figures() {}

    /** {@code 45 s}, {@code 3 min 20 s}, {@code 2 h 5 min}; below ten seconds with one decimal. */
    public static String duration(Duration duration) {
        if (duration.compareTo(Duration.ofSeconds(10)) < 0) {
            return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
        }
        var rounded = duration.plusMillis(500).truncatedTo(ChronoUnit.SECONDS);
        if (rounded.toHours() > 0) {
            return rounded.toHours() + " h" + part(rounded.toMinutesPart(), " min");
        }
        if (rounded.toMinutes() > 0) {
            return rounded.toMinutes() + " min" + part(rounded.toSecondsPart(), " s");
        }
        return rounded.toSeconds() + " s";
    }

    private static String part(int count, String unit) {
        return count == 0 ? "" : " " + count + unit;
    }

    /** Decimal units: {@code 4.8 GB}. */
    public static String bytes(long bytes) {
        double value = bytes;
        var unit = 0;
        while (value >= 1000 && unit < UNITS.length - 1) {
            value /= 1000;
            unit++;
        }
        return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", value, UNITS[unit]);
    }

    /** With thousands apart: {@code 1,234,567}. */
    public static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    public static String moment(Instant instant) {
        return MOMENT.format(instant);
    }
}
