package dev.landfall.mover.restore;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.ToLongFunction;

/**
 * Hands out entries that can be created at the same time: what an entry needs is there, and nobody else works on its tables
 * in a way that one would wait for the other. Each entry is looked at again only when something that it waits for has come.
 */
final class PostDataQueue {

    private final Set<Integer> own;
    private final IntPredicate isThere;
    private final ToLongFunction<PostDataEntry> bytes;
    private final Set<Integer> done;

    /** By what they wait for. */
    private final Map<Integer, List<PostDataEntry>> waiting = new HashMap<>();

    private final Map<Integer, PostDataEntry> ready = new LinkedHashMap<>();
    private final Set<Integer> running = new HashSet<>();

    /** How many running entries there are on a table, and how many of them want it alone. */
    private final Map<Integer, Integer> busy = new HashMap<>();

    private final Map<Integer, Integer> locked = new HashMap<>();

    /**
     * @param done ids of entries that exist already
     * @param isThere whether the table behind an archive's entry has all of its rows; true for what is no table; what is
     *     not there yet is told by {@link #arrived}
     * @param bytes how large the tables behind an entry are
     */
    PostDataQueue(
            List<PostDataEntry> entries, Set<Integer> done, IntPredicate isThere, ToLongFunction<PostDataEntry> bytes) {
        this.own = new HashSet<>(entries.stream().map(PostDataEntry::id).toList());
        this.isThere = isThere;
        this.bytes = bytes;
        this.done = new HashSet<>(done);
        entries.stream().filter(entry -> !done.contains(entry.id())).forEach(this::place);
    }

    /** Some that one worker creates, one after another, in one transaction; none where all others have to wait. */
    synchronized List<PostDataEntry> poll(BatchSize size) {
        var batch = new ArrayList<PostDataEntry>();
        var total = 0L;
        for (var entry : ready.values()) {
            if (isFree(entry)) {
                total += bytes.applyAsLong(entry);
                if (!batch.isEmpty() && total > size.bytes()) {
                    break;
                }
                batch.add(entry);
                if (batch.size() == size.entries()) {
                    break;
                }
            }
        }
        for (var entry : batch) {
            ready.remove(entry.id());
            running.add(entry.id());
            count(entry, 1);
        }
        return batch;
    }

    /** A table has its rows now. */
    synchronized void arrived(int id) {
        var waited = waiting.remove(id);
        if (waited != null) {
            waited.forEach(this::place);
        }
    }

    synchronized void done(Collection<PostDataEntry> entries) {
        for (var entry : entries) {
            running.remove(entry.id());
            count(entry, -1);
            done.add(entry.id());
        }
        entries.forEach(entry -> arrived(entry.id()));
    }

    synchronized boolean isFinished() {
        return waiting.isEmpty() && ready.isEmpty() && running.isEmpty();
    }

    /** Whether something waits, and nothing that runs here can end its wait. */
    synchronized boolean isStuck() {
        return !waiting.isEmpty() && ready.isEmpty() && running.isEmpty();
    }

    private void place(PostDataEntry entry) {
        for (var id : entry.dependencies()) {
            if (own.contains(id) ? !done.contains(id) : !isThere.test(id)) {
                waiting.computeIfAbsent(id, first -> new ArrayList<>()).add(entry);
                return;
            }
        }
        ready.put(entry.id(), entry);
    }

    private boolean isFree(PostDataEntry entry) {
        var others = entry.isIndex() ? locked : busy;
        return entry.dependencies().stream().noneMatch(id -> !own.contains(id) && others.containsKey(id));
    }

    private void count(PostDataEntry entry, int change) {
        for (var id : entry.dependencies()) {
            if (!own.contains(id)) {
                change(busy, id, change);
                if (!entry.isIndex()) {
                    change(locked, id, change);
                }
            }
        }
    }

    private static void change(Map<Integer, Integer> counts, int id, int change) {
        counts.merge(id, change, (one, other) -> one + other == 0 ? null : one + other);
    }
}
