package dev.landfall.local.command.view;

import java.time.Duration;
import java.util.Locale;

/** Numbers as people read them. */
public final class Figures {

    private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB"};

    private Figures() {}

    /** {@code 34 MB}, in powers of 1000. */
    public static String bytes(long bytes) {
        double value = bytes;
        int unit = 0;
        while (value >= 1000 && unit < UNITS.length - 1) {
            value /= 1000;
            unit++;
        }
        return unit == 0 || value >= 100
                ? String.format(Locale.ROOT, "%.0f %s", value, UNITS[unit])
                : String.format(Locale.ROOT, "%.1f %s", value, UNITS[unit]);
    }

    /** {@code 12,345}. */
    public static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** {@code 0.4 s}, {@code 2 min 5 s}, {@code 3 h 2 min}. */
    public static String duration(Duration duration) {
        var seconds = duration.toMillis() / 1000.0;
        if (seconds < 60) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }
        if (duration.toHours() == 0) {
            return duration.toMinutes() + " min " + duration.toSecondsPart() + " s";
        }
        return duration.toHours() + " h " + duration.toMinutesPart() + " min";
    }
}
