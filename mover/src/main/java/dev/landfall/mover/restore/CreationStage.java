package dev.landfall.mover.restore;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Entries of an archive that can be created once those of earlier stages are there.
 *
 * @param batches of which no one needs another, each in the archive's order
 * @param together whether each is one transaction; else they are created as they stand
 */
record CreationStage(List<List<PostDataEntry>> batches, boolean together) {

    /** Of what they need, an archive names all. */
    private static final Set<String> BESIDE_EACH_OTHER =
            Set.of("TABLE", "TABLE ATTACH", "SEQUENCE", "SEQUENCE OWNED BY", "DEFAULT", "COMMENT");

    CreationStage {
        batches = batches.stream().map(List::copyOf).toList();
    }

    /** @param jobs at how many of them are created at the same time */
    static List<CreationStage> divide(List<PostDataEntry> entries, BatchSize size, int jobs) {
        var stages = new ArrayList<CreationStage>();
        for (var from = 0; from < entries.size(); ) {
            var beside = isBeside(entries.get(from));
            var to = from;
            while (to < entries.size() && isBeside(entries.get(to)) == beside) {
                to++;
            }
            var some = entries.subList(from, to);
            stages.add(
                    beside
                            ? new CreationStage(batches(some, Math.clamp(some.size() / jobs, 1, size.entries())), true)
                            : new CreationStage(List.of(some), false));
            from = to;
        }
        return stages;
    }

    private static boolean isBeside(PostDataEntry entry) {
        return BESIDE_EACH_OTHER.contains(entry.kind());
    }

    /** What hangs together is in one batch, however large that becomes: one of many partitions, for instance. */
    private static List<List<PostDataEntry>> batches(List<PostDataEntry> entries, int least) {
        var batches = new ArrayList<List<PostDataEntry>>();
        var current = new ArrayList<PostDataEntry>();
        for (var group : groups(entries)) {
            current.addAll(group);
            if (current.size() >= least) {
                batches.add(List.copyOf(current));
                current.clear();
            }
        }
        if (!current.isEmpty()) {
            batches.add(List.copyOf(current));
        }
        return batches;
    }

    private static Iterable<List<PostDataEntry>> groups(List<PostDataEntry> entries) {
        var leaders = new HashMap<Integer, Integer>();
        entries.forEach(entry -> leaders.put(entry.id(), entry.id()));
        for (var entry : entries) {
            for (var needed : entry.dependencies()) {
                if (leaders.containsKey(needed)) {
                    leaders.put(leader(leaders, entry.id()), leader(leaders, needed));
                }
            }
        }
        var groups = new LinkedHashMap<Integer, List<PostDataEntry>>();
        for (var entry : entries) {
            groups.computeIfAbsent(leader(leaders, entry.id()), first -> new ArrayList<>())
                    .add(entry);
        }
        return groups.values();
    }

    private static int leader(Map<Integer, Integer> leaders, int id) {
        var leader = id;
        for (var above = leaders.getOrDefault(leader, leader); above != leader; ) {
            // Halves the way for those who come next.
            var next = leaders.getOrDefault(above, above);
            leaders.put(leader, next);
            leader = above;
            above = next;
        }
        return leader;
    }
}
