package dev.landfall.mover.progress;

import dev.landfall.model.transfer.TableCopy;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.DoubleAdder;

/**
 * How many bytes there will be in all. A plan knows the tables' bytes on the source's disk, where large values are
 * compressed; what moves is not. So the share that is done is told in bytes on disk, by rows, and the total follows from
 * the bytes that this share took.
 */
final class TotalEstimate {

    private static final double ENOUGH = 0.02;

    private final Map<String, TableCopy> plan = new ConcurrentHashMap<>();
    private final Map<String, DoubleAdder> done = new ConcurrentHashMap<>();

    void planned(List<TableCopy> tables) {
        tables.forEach(table -> plan.put(table.display(), table));
    }

    void moved(String table, long rows, long bytes) {
        var planned = plan.get(table);
        if (planned != null) {
            // Where a table was never analysed nobody knows its rows.
            var share = planned.rows() > 0 ? rows * (planned.bytes() / (double) planned.rows()) : (double) bytes;
            done.computeIfAbsent(table, name -> new DoubleAdder()).add(share);
        }
    }

    /**
     * In the unit of what moved; the plan's bytes while there is too little to go by.
     *
     * @param moved bytes so far
     * @param planned bytes on the source's disk
     */
    long total(long moved, long planned) {
        var share = plan.values().stream().mapToDouble(this::doneOf).sum() / Math.max(1, planned);
        return share < ENOUGH ? Math.max(planned, moved) : Math.max(moved, Math.round(moved / Math.min(1, share)));
    }

    private double doneOf(TableCopy table) {
        var adder = done.get(table.display());
        return adder == null ? 0 : Math.min((double) table.bytes(), adder.sum());
    }
}
