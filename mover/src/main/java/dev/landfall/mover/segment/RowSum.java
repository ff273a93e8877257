package dev.landfall.mover.segment;

import java.util.Locale;

/**
 * How many rows there are, and a checksum of what is in them: the sum modulo 2^128, over all rows, of the 128-bit XXH3 of
 * the row as COPY carries it. It does not depend on the order of rows, counts duplicates, and parts of a table add up.
 *
 * <p>COPY's form of a row is the same on every server from 12 on, whatever its version, locale or numbering of types, as
 * long as the columns, their order and the format are given and the session is a {@link
 * dev.landfall.mover.postgres.Server#open session with fixed text forms}; see docs/decisions/0011-digest-of-copy-bytes.md.
 *
 * @param high the upper half of the sum
 * @param low the lower half of the sum
 */
public record RowSum(long rows, long high, long low) {

    public static final RowSum EMPTY = new RowSum(0, 0, 0);

    public RowSum plus(RowSum other) {
        var sum = low + other.low;
        var carry = Long.compareUnsigned(sum, low) < 0 ? 1 : 0;
        return new RowSum(rows + other.rows, high + other.high + carry, sum);
    }

    /** As it stands in a manifest: 32 hexadecimal digits. */
    public String digest() {
        return String.format(Locale.ROOT, "%016x%016x", high, low);
    }
}
