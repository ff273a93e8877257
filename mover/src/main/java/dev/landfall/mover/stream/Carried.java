package dev.landfall.mover.stream;

import dev.landfall.mover.segment.RowSum;

/**
 * What arrived of a table.
 *
 * @param sum of its rows
 * @param bytes of COPY
 */
public record Carried(RowSum sum, long bytes) {

    public static final Carried NOTHING = new Carried(RowSum.EMPTY, 0);

    public Carried plus(Carried other) {
        return new Carried(sum.plus(other.sum), bytes + other.bytes);
    }
}
