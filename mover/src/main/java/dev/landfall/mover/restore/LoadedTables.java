package dev.landfall.mover.restore;

import java.util.HashMap;
import java.util.Map;

/** How many segments of each table are loaded, and of how many. */
final class LoadedTables {

    private final Map<Integer, Long> loaded;
    private Map<Integer, Long> all = Map.of();

    /** @param loaded by an earlier restore: segments by table id */
    LoadedTables(Map<Integer, Long> loaded) {
        this.loaded = new HashMap<>(loaded);
    }

    /** A segment's rows are committed. */
    synchronized void loaded(int tableId) {
        loaded.merge(tableId, 1L, Long::sum);
    }

    /** The dump is done with these tables: segments by table id. */
    synchronized void complete(Map<Integer, Long> tables) {
        all = tables;
    }

    synchronized boolean isLoaded(int tableId) {
        var segments = all.get(tableId);
        return segments != null && loaded.getOrDefault(tableId, 0L) >= segments;
    }
}
