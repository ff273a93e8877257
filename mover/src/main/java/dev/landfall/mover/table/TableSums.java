package dev.landfall.mover.table;

import dev.landfall.model.transfer.CompareLevel;
import dev.landfall.mover.postgres.Session;
import dev.landfall.mover.postgres.Snapshot;
import dev.landfall.mover.postgres.Workers;
import dev.landfall.mover.progress.ProgressTracker;
import dev.landfall.mover.progress.StopSignal;
import dev.landfall.mover.segment.RowSum;
import dev.landfall.mover.segment.SegmentCutter;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Sums up many tables at once, under one snapshot. */
public final class TableSums {

    /** How much passes by between two words of progress. */
    private static final int STEP_BYTES = 1 << 20;

    private TableSums() {}

    /** The sums by table id; tables of which there is no part are missing. Level rows leaves the checksums at 0. */
    public static Map<Integer, RowSum> of(
            Snapshot snapshot,
            List<TablePart> parts,
            CompareLevel level,
            int jobs,
            StopSignal stop,
            ProgressTracker progress) {
        var sums = new ConcurrentHashMap<Integer, RowSum>();
        var left = new ConcurrentHashMap<Integer, Integer>();
        parts.forEach(part -> left.merge(part.table().id(), 1, Integer::sum));
        Queue<TablePart> queue = new ConcurrentLinkedQueue<>(parts);
        new Workers(jobs, snapshot::join, stop)
                .run("summing up a table", () -> Optional.ofNullable(queue.poll()), (session, part) -> {
                    var sum = switch (level) {
                        case ROWS -> count(session, part, progress);
                        case CONTENT -> read(session, part, stop, progress);
                    };
                    sums.merge(part.table().id(), sum, RowSum::plus);
                    if (left.merge(part.table().id(), -1, Integer::sum) == 0) {
                        progress.tableDone();
                    }
                });
        return sums;
    }

    private static RowSum count(Session session, TablePart part, ProgressTracker progress) throws SQLException {
        try (var clock = progress.clock(part.table().display())) {
            var rows = session.number("SELECT pg_catalog.count(*) FROM " + part.from());
            clock.moved(rows, part.weightBytes());
            return new RowSum(rows, 0, 0);
        }
    }

    private static RowSum read(Session session, TablePart part, StopSignal stop, ProgressTracker progress)
            throws SQLException {
        try (var clock = progress.clock(part.table().display())) {
            var cutter = new SegmentCutter(part.table().format(), STEP_BYTES, (buffer, length, rows) -> {
                stop.check();
                clock.moved(rows, length);
            });
            return TableReader.read(session, part, cutter, stop);
        }
    }
}
