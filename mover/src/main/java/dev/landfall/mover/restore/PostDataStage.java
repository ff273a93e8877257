package dev.landfall.mover.restore;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** When an entry is created; each stage begins when the one before it is done. */
enum PostDataStage {
    /** Indexes and keys of tables: each as soon as its table's rows are in, several at a time. */
    INDEXES,
    /** What the archive has before its first foreign key, one after another in its order. */
    OBJECTS,
    /** Several at a time. */
    FOREIGN_KEYS,
    /** What the archive has after its first foreign key, and what depends on one. */
    LAST;

    /** The entries by stage, in the archive's order, which is one in which everything stands after what it needs. */
    static Map<PostDataStage, List<PostDataEntry>> divide(List<PostDataEntry> entries) {
        var stages = new HashMap<Integer, PostDataStage>();
        var divided = new EnumMap<PostDataStage, List<PostDataEntry>>(PostDataStage.class);
        for (var stage : values()) {
            divided.put(stage, new java.util.ArrayList<>());
        }
        var others = OBJECTS;
        for (var entry : entries) {
            if (entry.isForeignKey()) {
                others = LAST;
            }
            var own = entry.isIndexOrKey() ? INDEXES : entry.isForeignKey() ? FOREIGN_KEYS : others;
            var stage = entry.dependencies().stream()
                    .flatMap(id -> java.util.stream.Stream.ofNullable(stages.get(id)))
                    .reduce(own, (one, other) -> one.compareTo(other) >= 0 ? one : other);
            stages.put(entry.id(), stage);
            divided.getOrDefault(stage, List.of()).add(entry);
        }
        return divided;
    }
}
