package dev.landfall.local.move;

import java.util.List;

/**
 * What {@code landfall move --json} prints.
 *
 * @param source {@code host:port/database}
 * @param target {@code host:port/database}
 * @param run to continue it with {@code --run}
 * @param bytes uncompressed
 * @param seconds of the whole move
 * @param slowestTables by the time of the sessions that loaded them
 */
public record MoveResult(
        String source,
        String target,
        String run,
        long tables,
        long rows,
        long bytes,
        double dumpSeconds,
        double restoreSeconds,
        double seconds,
        List<TableTime> slowestTables) {

    public MoveResult {
        slowestTables = List.copyOf(slowestTables);
    }
}
