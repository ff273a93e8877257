package dev.landfall.mover.restore;

import java.util.Optional;

/** Hands out rows as they appear and, before them, the indexes of tables that are loaded. */
final class LoadingSteps {

    private final RowSource rows;
    private final PostDataQueue indexes;
    private final BatchSize size;
    private final LoadedTables tables;
    private final ArchivedTables archived;

    LoadingSteps(RowSource rows, PostData postData, LoadedTables tables, ArchivedTables archived) {
        this.rows = rows;
        this.indexes = postData.indexes(id -> archived.of(id).stream().allMatch(tables::isLoaded));
        this.size = postData.size();
        this.tables = tables;
        this.archived = archived;
    }

    /** The next step; waits for it; empty when all rows are handed out and all indexes are built. */
    Optional<LoadingStep> next() {
        while (true) {
            tables.newlyLoaded().forEach(table -> archived.meaning(table).forEach(this::look));
            var entries = indexes.poll(size);
            if (!entries.isEmpty()) {
                return Optional.of(new LoadingStep.Build(entries));
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

    /** Entries of which it is one are built. */
    void built(LoadingStep.Build step) {
        indexes.done(step.entries());
    }

    private void look(int entry) {
        if (archived.of(entry).stream().allMatch(tables::isLoaded)) {
            indexes.arrived(entry);
        }
    }
}
