package dev.landfall.mover.delta;

import java.util.Optional;

/**
 * What changed in one table.
 *
 * @param table for people: {@code public.users}
 * @param reason why it is carried whole, or was left for the next pass
 * @param changed rows that were inserted or updated; all of them where the table is carried whole
 * @param gone rows of the copy that are no longer there; all of them where the table is carried whole
 * @param rows that the table has
 */
public record TableDelta(String table, How how, Optional<String> reason, long changed, long gone, long rows) {

    /** What is done about it. */
    public enum How {
        /** Nothing. */
        UNCHANGED,
        /** The rows that changed are carried. */
        CHANGED,
        /** All of its rows are carried. */
        WHOLE,
        /** Its definition changed while it was read; the next pass looks again. */
        LEFT
    }

    static TableDelta unchanged(String table, long rows) {
        return new TableDelta(table, How.UNCHANGED, Optional.empty(), 0, 0, rows);
    }

    static TableDelta changed(String table, long changed, long gone, long rows) {
        return new TableDelta(table, How.CHANGED, Optional.empty(), changed, gone, rows);
    }

    static TableDelta whole(String table, String reason, long kept, long rows) {
        return new TableDelta(table, How.WHOLE, Optional.of(reason), rows, kept, rows);
    }

    static TableDelta left(String table) {
        return new TableDelta(table, How.LEFT, Optional.of("its definition changed while it was read"), 0, 0, 0);
    }
}
