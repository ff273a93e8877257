package dev.landfall.model.transfer;

import java.util.Optional;

/**
 * A table that differs.
 *
 * @param table as {@code schema.name}
 * @param targetRows empty where the target has no such table
 * @param sourceDigest empty where only rows were counted
 * @param note what differs beyond counts and content, such as a missing column
 */
public record TableComparison(
        String table,
        Optional<Long> sourceRows,
        Optional<Long> targetRows,
        Optional<String> sourceDigest,
        Optional<String> targetDigest,
        Optional<String> note) {

    /** One clause for people: {@code public.users: 10 rows on the source, 9 on the target}. */
    public String text() {
        if (note.isPresent()) {
            return table + ": " + note.get();
        }
        if (sourceRows.isEmpty()) {
            return table + ": on the target only";
        }
        if (targetRows.isEmpty()) {
            return table + ": not on the target";
        }
        if (sourceRows.equals(targetRows)) {
            return table + ": same count (" + sourceRows.get() + " rows), other content";
        }
        return table + ": " + sourceRows.get() + " rows on the source, " + targetRows.get() + " on the target";
    }
}
