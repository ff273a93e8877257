package dev.landfall.mover.restore;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How many segments of each table are loaded, and of how many. */
final class LoadedTables {

    private final Map<Integer, Long> loaded;
    private final Runnable tableDone;
    private final Set<Integer> told = new HashSet<>();
    private Map<Integer, Long> all = Map.of();
    private List<Integer> newlyLoaded = new ArrayList<>();

    /**
     * @param loaded by an earlier restore: segments by table id
     * @param tableDone told once of each table that is loaded
     */
    LoadedTables(Map<Integer, Long> loaded, Runnable tableDone) {
        this.loaded = new HashMap<>(loaded);
        this.tableDone = tableDone;
    }

    /** A segment's rows are committed. */
    synchronized void loaded(int tableId) {
        loaded.merge(tableId, 1L, Long::sum);
        tell(tableId);
    }

    /** The dump is done with these tables: segments by table id. */
    synchronized void complete(Map<Integer, Long> tables) {
        all = tables;
        tables.keySet().forEach(this::tell);
    }

    private void tell(int tableId) {
        if (isLoaded(tableId) && told.add(tableId)) {
            newlyLoaded.add(tableId);
            tableDone.run();
        }
    }

    /** Tables that are loaded and that no earlier call returned. */
    synchronized List<Integer> newlyLoaded() {
        var found = newlyLoaded;
        newlyLoaded = new ArrayList<>();
        return found;
    }

    synchronized boolean isLoaded(int tableId) {
        var segments = all.get(tableId);
        return segments != null && loaded.getOrDefault(tableId, 0L) >= segments;
    }
}
