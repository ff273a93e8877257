package dev.landfall.mover.table;

import dev.landfall.model.transfer.CompareLevel;
import dev.landfall.mover.postgres.Snapshot;
import dev.landfall.mover.postgres.Workers;
import dev.landfall.mover.progress.ProgressTracker;
import dev.landfall.mover.progress.StopSignal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Sums up many tables at once, under one snapshot. */
public final class TableSums {

    private TableSums() {}

    /** The sums by table id; tables of which there is no part are missing. */
    public static Map<Integer, TableSum> of(
            Snapshot snapshot,
            List<TablePart> parts,
            CompareLevel level,
            int jobs,
            StopSignal stop,
            ProgressTracker progress) {
        var sums = new ConcurrentHashMap<Integer, TableSum>();
        Queue<TablePart> queue = new ConcurrentLinkedQueue<>(parts);
        new Workers(jobs, snapshot::join, stop)
                .run("summing up a table", () -> Optional.ofNullable(queue.poll()), (session, part) -> {
                    var sum = TableSum.of(session, part, level);
                    sums.merge(part.table().id(), sum, TableSum::plus);
                    progress.add(sum.rows(), part.weightBytes());
                });
        return sums;
    }
}
