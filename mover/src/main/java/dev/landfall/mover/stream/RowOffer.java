package dev.landfall.mover.stream;

import dev.landfall.mover.postgres.Server;
import dev.landfall.mover.postgres.Snapshot;
import dev.landfall.mover.progress.ProgressTracker;
import dev.landfall.mover.table.TablePart;
import java.util.List;

/**
 * Rows that a dump has, and holds until they are taken.
 *
 * @param snapshot to read them by
 * @param parts the heaviest first
 * @param jobs how many sessions may read them at the same time
 * @param progress the dump's own, to be told of what was taken
 */
public record RowOffer(Server source, Snapshot snapshot, List<TablePart> parts, int jobs, ProgressTracker progress) {

    public RowOffer {
        parts = List.copyOf(parts);
    }
}
