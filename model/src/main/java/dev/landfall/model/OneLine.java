package dev.landfall.model;

import java.util.regex.Pattern;

/**
 * Text of somebody else's making, such as a pod's words or a name in a database, as one line of a mail: it cannot begin a
 * line of its own, nor turn the direction of what stands beside it.
 */
public final class OneLine {

    /** Control, line and paragraph separators, and format characters such as those that turn the direction. */
    private static final Pattern NOT_IN_A_LINE = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}\\p{Cf}]+");

    private static final Pattern NOT_IN_LINES = Pattern.compile("[[\\p{Cc}\\p{Zl}\\p{Zp}\\p{Cf}]&&[^\n]]+");

    private OneLine() {}

    /** As several lines where it has some: for a text whose lines are ours, and what stands in them is not. */
    public static String ofEach(String text) {
        return NOT_IN_LINES.matcher(text).replaceAll(" ");
    }

    public static String of(String text) {
        return NOT_IN_A_LINE.matcher(text).replaceAll(" ").strip();
    }
}
