package dev.landfall.local.move;

/** Text in a line of its own: a name may hold a line's end, which would break a table into pieces. */
final class OneLine {

    private OneLine() {}

    static String of(String text) {
        return text.replace("\r", "\\r").replace("\n", "\\n").replace("\t", "\\t");
    }
}
