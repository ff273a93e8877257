package dev.landfall.mover.restore;

import dev.landfall.model.failure.Problem;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Hands out rows as they appear and, before them, the indexes of tables that are loaded. */
final class LoadingSteps {

    private final RowSource rows;
    private final PostDataQueue indexes;
    private final BatchSize size;
    private final LoadedTables tables;
    private final ArchivedTables archived;
    private final Duration stallLimit;
    private final AtomicInteger loading = new AtomicInteger();
    private final AtomicLong hopefulNanos = new AtomicLong(System.nanoTime());

    /** @param stallLimit how long indexes may wait for rows where none are loaded and none will come */
    LoadingSteps(RowSource rows, PostData postData, LoadedTables tables, ArchivedTables archived, Duration stallLimit) {
        this.rows = rows;
        this.indexes = postData.indexes(id -> archived.of(id).stream().allMatch(tables::isLoaded));
        this.size = postData.size();
        this.tables = tables;
        this.archived = archived;
        this.stallLimit = stallLimit;
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
                loading.incrementAndGet();
                return piece.map(found -> new LoadingStep.Load(counted(found)));
            }
            if (rows.isExhausted() && indexes.isFinished()) {
                return Optional.empty();
            }
            refuseHopeless();
            rows.await();
        }
    }

    /** Entries of which it is one are built. */
    void built(LoadingStep.Build step) {
        indexes.done(step.entries());
    }

    private RowSource.Piece counted(RowSource.Piece piece) {
        return (session, progress) -> {
            piece.load(session, progress);
            loading.decrementAndGet();
        };
    }

    /** {@code NO_PROGRESS}: nobody works, no rows will come, and still an index waits for some. */
    private void refuseHopeless() {
        if (!rows.isExhausted() || loading.get() > 0 || !indexes.isStuck()) {
            hopefulNanos.set(System.nanoTime());
        } else if (System.nanoTime() - hopefulNanos.get() > stallLimit.toNanos()) {
            throw Problem.retry(
                            "NO_PROGRESS",
                            "All rows that the dump names are loaded, and indexes have waited for others for "
                                    + stallLimit.toSeconds() + " seconds.",
                            "Find out what changed the run's objects, then start a new run.")
                    .asException();
        }
    }

    private void look(int entry) {
        if (archived.of(entry).stream().allMatch(tables::isLoaded)) {
            indexes.arrived(entry);
        }
    }
}
