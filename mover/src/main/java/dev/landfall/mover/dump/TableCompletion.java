package dev.landfall.mover.dump;

import dev.landfall.model.failure.LandfallException;
import dev.landfall.model.transfer.CompletedTables;
import dev.landfall.mover.progress.Ticker;
import dev.landfall.mover.store.ObjectStore;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the restore every two seconds which tables are complete, so that their indexes need not wait for the others. */
final class TableCompletion implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TableCompletion.class);
    private static final Duration EVERY = Duration.ofSeconds(2);

    private final ObjectStore store;
    private final String key;
    private final String attempt;
    private final Map<Integer, AtomicInteger> partsLeft;
    private final Map<Integer, Long> stored = new ConcurrentHashMap<>();
    private final Map<Integer, Long> completed = new ConcurrentHashMap<>();
    private final Ticker ticker;
    private int told;

    /** @param partsLeft how many parts each table has, by its id */
    TableCompletion(ObjectStore store, String key, String attempt, Map<Integer, AtomicInteger> partsLeft) {
        this.store = store;
        this.key = key;
        this.attempt = attempt;
        this.partsLeft = partsLeft;
        this.ticker = Ticker.every(EVERY, "completed-tables", this::tell);
    }

    void segmentStored(int tableId) {
        stored.merge(tableId, 1L, Long::sum);
    }

    /** Whether that was the table's last part. */
    boolean partDone(int tableId) {
        var left = partsLeft.get(tableId);
        if (left == null || left.decrementAndGet() > 0) {
            return false;
        }
        completed.put(tableId, stored.getOrDefault(tableId, 0L));
        return true;
    }

    @Override
    public void close() {
        ticker.close();
    }

    private void tell() {
        var now = Map.copyOf(completed);
        if (now.size() == told) {
            return;
        }
        try {
            store.writeJson(key, new CompletedTables(attempt, now));
            told = now.size();
        } catch (LandfallException e) {
            // The restore then learns it from the data index at the end.
            LOG.warn("completed tables not written: {}", e.getMessage());
        }
    }
}
