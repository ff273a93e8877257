package dev.landfall.model.transfer;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A piece of one table's rows that can be loaded by itself: a whole COPY stream, compressed as its name ends.
 *
 * <p>Everything about it is in its key, so that one listing tells a reader all there is to know, and a segment that is
 * listed is finished: a PUT is all or nothing.
 *
 * @param sequence counts the dump's segments from 1; a reader lists on from the last one below which none is missing
 * @param tableId as in {@link TableCopy#id()}
 * @param rows in it
 * @param bytes uncompressed
 * @param sha256 of the stored, compressed object, in hexadecimal
 */
public record Segment(long sequence, int tableId, long rows, long bytes, String sha256, Compression compression) {

    private static final Pattern NAME =
            Pattern.compile("(\\d{10})\\.(\\d+)\\.(\\d+)\\.(\\d+)\\.([0-9a-f]{64})\\.(\\w+)");

    /** The last part of its key; sorts by sequence. */
    public String fileName() {
        return String.format(
                Locale.ROOT,
                "%s%d.%d.%d.%s.%s",
                sortsAs(sequence),
                tableId,
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
                        Integer.parseInt(matcher.group(2)),
                        Long.parseLong(matcher.group(3)),
                        Long.parseLong(matcher.group(4)),
                        matcher.group(5),
                        compression));
    }
}
