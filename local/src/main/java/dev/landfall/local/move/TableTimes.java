package dev.landfall.local.move;

import dev.landfall.model.transfer.Progress;
import dev.landfall.mover.progress.ProgressListener;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Adds up, table by table, what a command moved and how long its workers took. */
final class TableTimes implements ProgressListener {

    private final Map<String, TableTime> tables = new ConcurrentHashMap<>();

    @Override
    public void progressed(Progress progress) {}

    @Override
    public void tableMoved(String table, long rows, long bytes, Duration took) {
        tables.merge(table, new TableTime(table, rows, bytes, took.toNanos() / 1e9), TableTime::plus);
    }

    /** The tables that took longest, the slowest first. */
    List<TableTime> slowest(int limit) {
        return tables.values().stream()
                .sorted(Comparator.comparingDouble(TableTime::seconds)
                        .reversed()
                        .thenComparing(TableTime::table))
                .limit(limit)
                .map(TableTime::rounded)
                .toList();
    }
}
