package dev.landfall.mover.restore;

import dev.landfall.model.failure.Problem;
import dev.landfall.model.transfer.Segment;
import dev.landfall.model.transfer.TableCopy;
import dev.landfall.mover.postgres.RowTooLarge;
import dev.landfall.mover.postgres.Session;
import dev.landfall.mover.progress.ProgressTracker;
import dev.landfall.mover.segment.PackedSegment;
import dev.landfall.mover.segment.TableStream;
import dev.landfall.mover.store.ObjectStore;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Loads one segment in one transaction: all of it, proven before the server is told that a stream is over, or nothing. */
final class SegmentLoader {

    private static final int CHUNK_BYTES = 1 << 16;
    private static final String DEADLOCK_DETECTED = "40P01";
    private static final int MOST_ATTEMPTS = 5;
    private static final String TOGETHER = "several small tables";

    private final ObjectStore store;
    private final String prefix;
    private final Map<Integer, TableCopy> tables;
    private final SpareBuffers buffers = new SpareBuffers();

    SegmentLoader(ObjectStore store, String prefix, List<TableCopy> tables) {
        this.store = store;
        this.prefix = prefix;
        this.tables = tables.stream().collect(Collectors.toMap(TableCopy::id, Function.identity()));
    }

    /**
     * {@code ROW_TOO_LARGE} where the memory does not hold the segment, which is larger than others only for its row.
     *
     * @return ids of the tables that it is of
     */
    List<Integer> load(Session session, Segment segment, ProgressTracker progress) throws SQLException {
        if (segment.isOfSeveral()) {
            return loadSeveral(session, segment, progress);
        }
        var table = table(segment.tableId(), segment);
        try (var clock = progress.clock(table.display())) {
            loadWhole(session, segment, table);
            clock.moved(segment.rows(), segment.bytes());
        } catch (OutOfMemoryError e) {
            throw RowTooLarge.of("loading " + table.display(), e);
        }
        return List.of(table.id());
    }

    /** Small tables in one transaction, which is tried again where it and another one wait for each other. */
    private List<Integer> loadSeveral(Session session, Segment segment, ProgressTracker progress) throws SQLException {
        var key = prefix + segment.fileName();
        var streams = TableStream.unpack(key, stored(key, TOGETHER), segment);
        for (var stream : streams) {
            stream.verify(key, table(stream.tableId(), segment).format());
        }
        try (var watched = progress.clock(TOGETHER)) {
            for (var attempt = 1; !loaded(session, segment, streams, attempt); attempt++) {
                session.execute("ROLLBACK");
            }
        }
        for (var stream : streams) {
            try (var clock = progress.clock(table(stream.tableId(), segment).display())) {
                clock.moved(stream.rows(), stream.copy().length);
            }
        }
        return streams.stream().map(TableStream::tableId).toList();
    }

    /** In one transaction; false where it has to be undone and tried again. */
    private boolean loaded(Session session, Segment segment, List<TableStream> streams, int attempt)
            throws SQLException {
        try {
            session.execute("BEGIN");
            for (var stream : streams) {
                var copy = stream.copy();
                copy(session, table(stream.tableId(), segment), segment, stream.rows(), copy, copy.length);
            }
            session.execute(RestoreLedger.loaded(segment, streams) + "; COMMIT");
            return true;
        } catch (SQLException e) {
            if (attempt == MOST_ATTEMPTS || !DEADLOCK_DETECTED.equals(e.getSQLState())) {
                throw e;
            }
            return false;
        }
    }

    private byte[] stored(String key, String what) {
        return store.get(key)
                .orElseThrow(() -> Problem.operator(
                                "SEGMENT_MISSING",
                                "The segment " + key + " of " + what
                                        + " is not in the store although the dump wrote it.",
                                "Find out what removes objects of the run (a lifecycle rule?), then start a new run.")
                        .asException());
    }

    private void loadWhole(Session session, Segment segment, TableCopy table) throws SQLException {
        var key = prefix + segment.fileName();
        var stored = stored(key, table.display());
        var size = PackedSegment.size(key, segment);
        var content = buffers.take(size);
        try {
            PackedSegment.unpack(key, stored, segment, table.format(), content);
            session.execute("BEGIN");
            copy(session, table, segment, segment.rows(), content, size);
            session.execute(RestoreLedger.loaded(segment) + "; COMMIT");
        } finally {
            buffers.give(content);
        }
    }

    private static void copy(Session session, TableCopy table, Segment segment, long expected, byte[] content, int size)
            throws SQLException {
        var copy = session.copy().copyIn(CopyStatement.into(table));
        try {
            for (var offset = 0; offset < size; offset += CHUNK_BYTES) {
                copy.writeToCopy(content, offset, Math.min(CHUNK_BYTES, size - offset));
            }
            var rows = copy.endCopy();
            if (rows != expected) {
                throw Problem.bug(
                                "ROWS_MISCOUNTED",
                                "The target took " + rows + " rows of " + expected + " of " + table.display() + " in "
                                        + segment.fileName() + ".")
                        .asException();
            }
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    private TableCopy table(int id, Segment segment) {
        var table = tables.get(id);
        if (table == null) {
            throw Problem.bug(
                            "SEGMENT_OF_NO_TABLE",
                            "The segment " + segment.fileName() + " is of a table that the plan lacks.")
                    .asException();
        }
        return table;
    }
}
