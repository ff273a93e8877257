package dev.landfall.mover.restore;

import dev.landfall.model.transfer.Manifest;
import dev.landfall.model.transfer.Segment;
import dev.landfall.mover.postgres.Session;
import dev.landfall.mover.progress.ProgressTracker;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Rows that lie in the run's store, as the dump's segments. */
record StoredRows(SegmentFeed feed, SegmentLoader loader, LoadedTables tables) implements RowSource {

    @Override
    public int workers(int wanted) {
        return wanted;
    }

    @Override
    public Optional<Piece> poll() {
        return feed.poll().map(segment -> (session, progress) -> load(session, segment, progress));
    }

    @Override
    public boolean isExhausted() {
        return feed.isExhausted();
    }

    @Override
    public void await() {
        feed.await();
    }

    @Override
    public Manifest complete() {
        return feed.complete();
    }

    @Override
    public Set<Long> sequences() {
        return complete().tables().stream()
                .flatMap(table -> table.segments().stream())
                .map(Segment::sequence)
                .collect(Collectors.toSet());
    }

    @Override
    public void close() {}

    private void load(Session session, Segment segment, ProgressTracker progress) throws SQLException {
        loader.load(session, segment, progress).forEach(tables::loaded);
    }
}
