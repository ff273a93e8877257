package dev.landfall.model.transfer;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Rows that can be loaded by themselves, compressed as its name ends: a piece of one table, which is a whole COPY stream, or
 * all rows of each of several small tables, a stream behind the other.
 *
 * <p>Everything about it is in its key, so that one listing tells a reader all there is to know, and a segment that is
 * listed is finished: a PUT is all or nothing.
 *
 * @param sequence counts the dump's segments from 1; a reader lists on from the last one below which none is missing
 * @param tableId as in {@link TableCopy#id()}; {@link #SEVERAL} where it is no single table's
 * @param rows in it
 * @param bytes uncompressed
 * @param sha256 of the stored, compressed object, in hexadecimal
 */
public record Segment(long sequence, int tableId, long rows, long bytes, String sha256, Compression compression) {

    /** Stands for the table of a segment that holds more than one. */
    public static final int SEVERAL = -1;

    private static final String SEVERAL_NAME = "several";

    private static final Pattern NAME =
            Pattern.compile("(\\d{10})\\.(\\d+|" + SEVERAL_NAME + ")\\.(\\d+)\\.(\\d+)\\.([0-9a-f]{64})\\.(\\w+)");

    @JsonIgnore
    public boolean isOfSeveral() {
        return tableId == SEVERAL;
    }

    /** The last part of its key; sorts by sequence. */
    public String fileName() {
        return String.format(
                Locale.ROOT,
                "%s%s.%d.%d.%s.%s",
                sortsAs(sequence),
                isOfSeveral() ? SEVERAL_NAME : Integer.toString(tableId),
                rows,
                bytes,
                sha256,
                compression.extension());
    }

    /** What the names of a sequence's segment begin with. */
    public static String sortsAs(long sequence) {
        return String.format(Locale.ROOT, "%010d.", sequence);
    }

    /** Reads a key or its last part; empty for anything that is not a segment's. */
    public static Optional<Segment> parse(String key) {
        var matcher = NAME.matcher(key.substring(key.lastIndexOf('/') + 1));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Compression.ofExtension(matcher.group(6))
                .map(compression -> new Segment(
                        Long.parseLong(matcher.group(1)),
                        matcher.group(2).equals(SEVERAL_NAME) ? SEVERAL : Integer.parseInt(matcher.group(2)),
                        Long.parseLong(matcher.group(3)),
                        Long.parseLong(matcher.group(4)),
                        matcher.group(5),
                        compression));
    }
}
