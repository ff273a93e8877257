package dev.landfall.mover.restore;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.zip.CRC32;

/** Names for databases beside the target: {@code <name>_landfall_<8 digits>}, of 63 bytes at most. */
final class DatabaseName {

    private static final int LONGEST_BYTES = 63;
    private static final String MIDDLE = "_landfall_";
    static final int DIGITS = 8;

    /** No database has so many connections; so it says that Landfall created it, before a comment can. */
    private static final int FIRST_LIMIT = 1_000_000_000;

    private DatabaseName() {}

    /** Another one each time. */
    static String beside(String target) {
        var word = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
        return cut(target, LONGEST_BYTES - MIDDLE.length() - DIGITS) + MIDDLE + word;
    }

    /** The connection limit that a database of this name is created with. */
    static int birthLimit(String database) {
        var sum = new CRC32();
        sum.update(database.getBytes(StandardCharsets.UTF_8));
        return FIRST_LIMIT + (int) (sum.getValue() % FIRST_LIMIT);
    }

    /** Whether the name has the form; who it belongs to is told by more than that. */
    static boolean isBeside(String database, String target) {
        return database.matches("(?s).*" + MIDDLE + "[0-9a-f]{" + DIGITS + "}")
                && database.startsWith(cut(target, LONGEST_BYTES - MIDDLE.length() - DIGITS) + MIDDLE);
    }

    private static String cut(String name, int bytes) {
        var end = name.length();
        while (name.substring(0, end).getBytes(StandardCharsets.UTF_8).length > bytes) {
            end = name.offsetByCodePoints(end, -1);
        }
        return name.substring(0, end);
    }
}
