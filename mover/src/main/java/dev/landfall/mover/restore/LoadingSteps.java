package dev.landfall.mover.restore;

import java.util.Optional;

/** Hands out segments as they appear and, before them, the indexes of tables that are loaded. */
final class LoadingSteps {

    private final SegmentFeed feed;
    private final PostDataQueue indexes;
    private final LoadedTables tables;
    private final ArchivedTables archived;

    LoadingSteps(SegmentFeed feed, PostDataQueue indexes, LoadedTables tables, ArchivedTables archived) {
        this.feed = feed;
        this.indexes = indexes;
        this.tables = tables;
        this.archived = archived;
    }

    /** The next step; waits for it; empty when all segments are handed out and all indexes are built. */
    Optional<LoadingStep> next() {
        while (true) {
            var index = indexes.poll(id -> archived.of(id).stream().allMatch(tables::isLoaded));
            if (index.isPresent()) {
                return index.map(LoadingStep.Build::new);
            }
            var segment = feed.poll();
            if (segment.isPresent()) {
                return segment.map(LoadingStep.Load::new);
            }
            if (feed.isExhausted() && indexes.isFinished()) {
                return Optional.empty();
            }
            feed.await();
        }
    }
}
