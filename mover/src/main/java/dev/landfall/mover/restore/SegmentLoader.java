package dev.landfall.mover.restore;

import dev.landfall.model.failure.Problem;
import dev.landfall.model.transfer.Segment;
import dev.landfall.model.transfer.TableCopy;
import dev.landfall.mover.postgres.RowTooLarge;
import dev.landfall.mover.postgres.Session;
import dev.landfall.mover.segment.PackedSegment;
import dev.landfall.mover.store.ObjectStore;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Loads one segment in one transaction: all of it, proven before the server is told that the stream is over, or nothing.
 */
final class SegmentLoader {

    private static final int CHUNK_BYTES = 1 << 16;

    private final ObjectStore store;
    private final String prefix;
    private final Map<Integer, TableCopy> tables;
    private final SpareBuffers buffers = new SpareBuffers();

    SegmentLoader(ObjectStore store, String prefix, List<TableCopy> tables) {
        this.store = store;
        this.prefix = prefix;
        this.tables = tables.stream().collect(Collectors.toMap(TableCopy::id, Function.identity()));
    }

    /** {@code ROW_TOO_LARGE} where the memory does not hold the segment, which is larger than others only for its row. */
    void load(Session session, Segment segment) throws SQLException {
        try {
            loadWhole(session, segment);
        } catch (OutOfMemoryError e) {
            throw RowTooLarge.of("loading " + table(segment).display(), e);
        }
    }

    private void loadWhole(Session session, Segment segment) throws SQLException {
        var key = prefix + segment.fileName();
        var table = table(segment);
        var stored = store.get(key)
                .orElseThrow(() -> Problem.operator(
                                "SEGMENT_MISSING",
                                "The segment " + key + " of " + table.display()
                                        + " is not in the store although the dump wrote it.",
                                "Find out what removes objects of the run (a lifecycle rule?), then start a new run.")
                        .asException());
        var size = PackedSegment.size(key, segment);
        var content = buffers.take(size);
        try {
            PackedSegment.unpack(key, stored, segment, table.format(), content);
            copy(session, table, segment, content, size);
        } finally {
            buffers.give(content);
        }
    }

    private static void copy(Session session, TableCopy table, Segment segment, byte[] content, int size)
            throws SQLException {
        session.execute("BEGIN");
        var copy = session.copy().copyIn(CopyStatement.into(table));
        try {
            for (var offset = 0; offset < size; offset += CHUNK_BYTES) {
                copy.writeToCopy(content, offset, Math.min(CHUNK_BYTES, size - offset));
            }
            var rows = copy.endCopy();
            if (rows != segment.rows()) {
                throw Problem.bug(
                                "ROWS_MISCOUNTED",
                                "The target took " + rows + " rows of " + segment.rows() + " in " + segment.fileName()
                                        + ".")
                        .asException();
            }
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
        RestoreLedger.loaded(session, segment);
        session.execute("COMMIT");
    }

    /** The table that the segment is of. */
    TableCopy table(Segment segment) {
        var table = tables.get(segment.tableId());
        if (table == null) {
            throw Problem.bug(
                            "SEGMENT_OF_NO_TABLE",
                            "The segment " + segment.fileName() + " is of a table that the plan lacks.")
                    .asException();
        }
        return table;
    }
}
