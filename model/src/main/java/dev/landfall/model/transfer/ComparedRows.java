package dev.landfall.model.transfer;

import java.time.Instant;
import java.util.Map;

/**
 * {@code compared-rows.json} of a database: what the comparison counted, and the point of the target's life at which it
 * did. The count of a later rollback begins here, so that nothing has to count at go-live.
 *
 * @param rows exact rows by table, as {@code schema.name}
 */
public record ComparedRows(String run, String database, Instant at, WriteMark mark, Map<String, Long> rows) {

    public ComparedRows {
        rows = Map.copyOf(rows);
    }
}
