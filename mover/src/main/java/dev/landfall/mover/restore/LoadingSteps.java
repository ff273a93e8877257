package dev.landfall.mover.restore;

import java.util.Optional;

/** Hands out rows as they appear and, before them, the indexes of tables that are loaded. */
final class LoadingSteps {

    private final RowSource rows;
    private final PostDataQueue indexes;
    private final LoadedTables tables;
    private final ArchivedTables archived;

    LoadingSteps(RowSource rows, PostDataQueue indexes, LoadedTables tables, ArchivedTables archived) {
        this.rows = rows;
        this.indexes = indexes;
        this.tables = tables;
        this.archived = archived;
    }

    /** The next step; waits for it; empty when all rows are handed out and all indexes are built. */
    Optional<LoadingStep> next() {
        while (true) {
            var index = indexes.poll(id -> archived.of(id).stream().allMatch(tables::isLoaded));
            if (index.isPresent()) {
                return index.map(LoadingStep.Build::new);
            }
            var piece = rows.poll();
            if (piece.isPresent()) {
                return piece.map(LoadingStep.Load::new);
            }
            if (rows.isExhausted() && indexes.isFinished()) {
                return Optional.empty();
            }
            rows.await();
        }
    }
}
